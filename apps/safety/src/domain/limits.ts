import { reportsUsedUp } from './errors.js'

const reportsPerDay = 20
const dayMs = 24 * 3_600_000

/** Reports since then count. */
export const windowStart = (now: Date): Date => new Date(now.getTime() - dayMs)

/** Throws REPORTS_USED_UP when so many reports were made since the start of the window, the oldest first. */
export function checkReportsLeft(times: readonly Date[], now: Date): void {
  const freed = times.at(-reportsPerDay)
  if (freed !== undefined) throw reportsUsedUp(Math.ceil((freed.getTime() + dayMs - now.getTime()) / 1000))
}
