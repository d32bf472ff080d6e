import type { DatabaseClock } from '@kindred/db'
import type { Log } from '@kindred/runtime'

import type { Job } from './jobs.js'

/** From here on clocks count as different: tokens tolerate thirty seconds. */
const noticedMs = 2_000

/** Follows the database's clock, and tells once when the machine's clock differs, differs by more or less, and is right again. */
export function watchClock(clock: DatabaseClock, log: Log): Job<unknown> & { look(): Promise<void> } {
  let told = 0

  async function look(): Promise<void> {
    await clock.sync()
    const skewMs = clock.skewMs ?? 0
    const isOff = Math.abs(skewMs) >= noticedMs
    if (isOff && Math.abs(skewMs - told) >= noticedMs) {
      log.warn({ skewMs }, "the machine's clock differs from the database's, which counts; set it right")
      told = skewMs
    } else if (!isOff && told !== 0) {
      log.info({ skewMs }, "the machine's clock agrees with the database's again")
      told = 0
    }
  }
  return { name: 'watch clock', everyMs: 10_000, look, run: look }
}
