import type { MediaContext } from '../context.js'
import { findUsedKeys } from '../store/photos.js'
import { areRemovalsHeld } from '../store/removal-hold.js'

/** An upload is over long before its files are this old. */
const abandonedMs = 60 * 60 * 1000
const batch = 500

/** Removes what a crash left behind: uploads that were cut off, files that never got a row. */
export async function sweep(context: MediaContext, signal: AbortSignal): Promise<void> {
  const now = context.clock.now().getTime()
  // Files have the times of the machine that wrote them: by whichever clock they are younger, they are left alone.
  const before = new Date(Math.min(now, Date.now()) - abandonedMs)
  await context.incoming.removeAbandoned(before)
  let keys: string[] = []
  for await (const group of context.files.list()) {
    if (signal.aborted) return
    if (group.storedAt < before) keys.push(group.key)
    if (keys.length === batch) {
      await removeOrphans(context, keys)
      keys = []
    }
  }
  await removeOrphans(context, keys)
}

async function removeOrphans({ db, files, log }: MediaContext, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  if (await areRemovalsHeld(db)) return
  const used = await findUsedKeys(db, keys)
  const orphans = keys.filter((key) => !used.has(key))
  for (const key of orphans) await files.removeAll(key)
  if (orphans.length > 0) log.warn({ count: orphans.length }, 'removed files that belong to no photo')
}
