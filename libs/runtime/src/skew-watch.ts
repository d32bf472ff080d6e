import type { Log } from '@kindred/kernel'

/** From here on clocks count as different: tokens tolerate thirty seconds. */
const noticedMs = 2_000

/** Tells once when the machine's clock differs from the shared one, differs by more or less, and is right again. Takes milliseconds ahead. */
export function createSkewWatch(log: Log): (skewMs: number) => void {
  let told = 0
  return (skewMs) => {
    const isOff = Math.abs(skewMs) >= noticedMs
    if (isOff && Math.abs(skewMs - told) >= noticedMs) {
      log.warn({ skewMs }, "the machine's clock differs from the database's, which counts; set it right")
      told = skewMs
    } else if (!isOff && told !== 0) {
      log.info({ skewMs }, "the machine's clock agrees with the database's again")
      told = 0
    }
  }
}
