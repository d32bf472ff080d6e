import { AppError } from '@kindred/kernel'

import type { MediaContext } from '../context.js'
import { isHeld } from '../store/held-photos.js'
import { removePendingRemoval, savePendingRemovals } from '../store/pending-removals.js'
import { areRemovalsHeld } from '../store/removal-hold.js'

type RemovalContext = Pick<MediaContext, 'db' | 'files' | 'log'>

/**
 * Removes the files of a photo whose row is gone, unless they are evidence; when that fails, or a backup copies them, the job that looks for
 * pending removals tries again. Resolves with false when no other files can be removed now either.
 */
export async function removeFiles({ db, files, log }: RemovalContext, storageKey: string): Promise<boolean> {
  try {
    if (await areRemovalsHeld(db)) return false
    if (await isHeld(db, storageKey)) return true
    await files.removeAll(storageKey)
    await removePendingRemoval(db, storageKey)
    return true
  } catch (error) {
    log.warn({ err: error }, 'the files of a deleted photo are still there')
    return !(error instanceof AppError && error.kind === 'unavailable')
  }
}

/** Removes files that got no row. Where that fails it is left to the job, and without the database to the sweep. */
export async function removeRowless({ db, files, log }: RemovalContext, storageKey: string): Promise<void> {
  try {
    await files.removeAll(storageKey)
  } catch (error) {
    log.warn({ err: error }, 'the files of a refused upload are still there')
    await savePendingRemovals(db, [storageKey]).catch((fault: unknown) =>
      log.warn({ err: fault }, 'nor can that be written down'),
    )
  }
}
