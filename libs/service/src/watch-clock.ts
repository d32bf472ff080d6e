import type { Log, SharedClock } from '@kindred/kernel'
import { createSkewWatch } from '@kindred/runtime'

import type { Job } from './jobs.js'

/** Follows the database's clock, and tells an operator when the machine's differs. */
export function watchClock(clock: SharedClock, log: Log): Job<unknown> & { look(): Promise<void> } {
  const tell = createSkewWatch(log)

  async function look(): Promise<void> {
    await clock.sync()
    tell(clock.skewMs ?? 0)
  }
  return { name: 'watch clock', everyMs: 10_000, look, run: look }
}
