import type { MediaContext } from '../context.js'
import { listPendingRemovals } from '../store/pending-removals.js'
import { removeFiles } from '../writing/remove-files.js'

const batch = 500

/** Removes the files of people who left, and those whose removal failed or was cut off. */
export async function removePending(context: MediaContext): Promise<void> {
  for (const key of await listPendingRemovals(context.db, batch)) {
    if (!(await removeFiles(context, key))) return
  }
}
