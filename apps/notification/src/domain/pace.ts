import { localTime, nextMoment } from './local-time.js'
import type { QuietHours } from './quiet.js'

/** So many new messages a day reach somebody who does nothing about them. */
export const maxUnanswered = 10

/** How much somebody was told since they last did anything. */
export interface Pace {
  readonly unanswered: number
  /** The person's own day, YYYY-MM-DD, of the last one. */
  readonly on: string | null
  /** The person's own day of the last digest. */
  readonly digestOn: string | null
}

/** When a digest comes to somebody without quiet hours. */
const usualMorning = 9 * 60

const morningOf = ({ on, from, to }: QuietHours): number => (on && from !== to ? to : usualMorning)

/** Undefined while a person may be told more; else when the next digest is due, which may be now. */
export function digestDue(pace: Pace, quiet: QuietHours, now: Date): Date | undefined {
  if (pace.unanswered < maxUnanswered) return undefined
  const { day, minute } = localTime(quiet.zone, now)
  const morning = morningOf(quiet)
  const isFree = day !== pace.on && day !== pace.digestOn
  if (isFree && minute >= morning) return now
  return nextMoment(quiet.zone, now, {
    minute: morning,
    holds: (local) => local.day !== day && local.minute >= morning,
  })
}

/** The pace after one more new message. */
export function paceAfter(pace: Pace, day: string): Pick<Pace, 'unanswered' | 'on'> {
  const before = pace.on === day || pace.unanswered >= maxUnanswered ? pace.unanswered : 0
  return { unanswered: Math.min(before + 1, maxUnanswered), on: day }
}
