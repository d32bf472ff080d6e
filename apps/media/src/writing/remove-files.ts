import type { MediaContext } from '../context.js'
import { isHeld } from '../store/held-photos.js'
import { removePendingRemoval } from '../store/pending-removals.js'

/** Removes the files of a photo whose row is gone, unless they are evidence; when that fails the job that looks for pending removals tries again. */
export async function removeFiles(
  { db, files, log }: Pick<MediaContext, 'db' | 'files' | 'log'>,
  storageKey: string,
): Promise<void> {
  try {
    if (await isHeld(db, storageKey)) return
    await files.removeAll(storageKey)
    await removePendingRemoval(db, storageKey)
  } catch (error) {
    log.warn({ err: error }, 'the files of a deleted photo are still there')
  }
}
