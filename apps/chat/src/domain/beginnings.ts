import type { AppError } from '@kindred/kernel'
import { beginnings, type Limits, maxBeginnings, type Standing } from '@kindred/kernel/marks'

import { firstMessagesUsedUp } from './errors.js'

/** What is known of people who are about to begin a conversation. */
export interface Beginner extends Standing {
  readonly userId: string
  /** When the person began conversations in the time that counts, oldest first. */
  readonly begun: readonly Date[]
}

/** Counts a conversation that a person begins; says why not when it would be one too many. */
export type Admit = (userId: string) => AppError | undefined

/** Admits people as far as their standing lets them; whoever is not among them is not held back. */
export function admitBeginners(beginners: readonly Beginner[], limits: Limits): Admit {
  const { now } = limits
  const left = new Map(
    beginners.map((one) => [one.userId, { ...one, room: maxBeginnings(one, limits) - one.begun.length }]),
  )
  return (userId) => {
    const one = left.get(userId)
    if (one === undefined || one.room-- > 0) return undefined
    return firstMessagesUsedUp(freeAt(one, limits), now)
  }
}

/** When the person may begin one more: one that counts leaves the time that counts, or the account is no longer new. */
function freeAt(one: Beginner, limits: Limits): Date {
  const most = maxBeginnings(one, limits)
  const oldest = one.begun.at(-most) ?? limits.now
  const leaves = new Date(oldest.getTime() + beginnings.withinMs)
  const grownUp = one.since && new Date(one.since.getTime() + beginnings.withinMs)
  return grownUp && grownUp < leaves && maxBeginnings(one, { ...limits, now: grownUp }) > most
    ? grownUp
    : leaves
}
