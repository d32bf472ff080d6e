import type { FileStore } from '../store/files.js'

/** What a person asked to be removed must go from both: first from where a mover reads, so that it sees what it may not bring over. */
const removeFromBoth = async (from: FileStore, to: FileStore, key: string): Promise<void> => {
  await from.removeAll(key)
  await to.removeAll(key)
}

/** Photos that are being moved: new ones are put where all shall be, the others are found wherever they are. */
export function createMovingFiles(from: FileStore, to: FileStore): FileStore {
  return {
    put: (key, files) => to.put(key, files),
    // Asked once more: it may have been moved between the two questions.
    open: async (key, name, range) =>
      (await to.open(key, name, range)) ??
      (await from.open(key, name, range)) ??
      (await to.open(key, name, range)),
    removeAll: (key) => removeFromBoth(from, to, key),
    async *list() {
      yield* to.list()
      yield* from.list()
    },
  }
}
