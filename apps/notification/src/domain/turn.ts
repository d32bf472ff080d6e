import { localTime } from './local-time.js'
import { isQuiet, type QuietHours } from './quiet.js'

const [morning, evening] = [10 * 60, 20 * 60]

/** Whether it is a time of the person's day at which a reminder is welcome. */
export function isDaytime(quiet: QuietHours, now: Date): boolean {
  const local = localTime(quiet.zone, now)
  return local.minute >= morning && local.minute < evening && !isQuiet(quiet, local)
}
