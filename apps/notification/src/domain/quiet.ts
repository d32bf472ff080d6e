import { type LocalTime, localTime, nextMoment } from './local-time.js'

/** The hours of a day in which a person is not to be disturbed. */
export interface QuietHours {
  readonly on: boolean
  /** Minutes since midnight; later than `to` when they reach over midnight. */
  readonly from: number
  readonly to: number
  readonly zone: string
}

/** When the quiet hours end that it is now; undefined outside of them. */
export function quietUntil(quiet: QuietHours, now: Date): Date | undefined {
  if (!isQuiet(quiet, localTime(quiet.zone, now))) return undefined
  return nextMoment(quiet.zone, now, { minute: quiet.to, holds: (local) => !isQuiet(quiet, local) })
}

export function isQuiet({ on, from, to }: QuietHours, { minute }: LocalTime): boolean {
  if (!on || from === to) return false
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}
