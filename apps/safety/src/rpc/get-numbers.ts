import type { CountOverTime, ModerationServiceService } from '@kindred/contracts/safety'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { countWork, listQueue } from '../store/numbers.js'

/** A service that does not answer leaves its numbers out. */
export const getNumbers: Handler<SafetyContext, ModerationServiceService['getNumbers']> = async (
  { db, clock, activity },
  _request,
) => {
  const { auth, discovery, chat } = await activity()
  const work = await countWork(db, clock.now())
  return {
    signUps: auth && over(auth.signUpsLastDay, auth.signUpsLastMonth),
    active: auth && over(auth.activeLastDay, auth.activeLastMonth),
    likes: discovery && over(discovery.likesLastDay, discovery.likesLastMonth),
    matches: discovery && over(discovery.matchesLastDay, discovery.matchesLastMonth),
    messages: chat && over(chat.messagesLastDay, chat.messagesLastMonth),
    reports: over(work.reportsLastDay, work.reportsLastMonth),
    decisions: over(work.decisionsLastDay, work.decisionsLastMonth),
    queue: (await listQueue(db)).map(({ kind, cases, oldest_at }) => ({ kind, cases, oldestAt: oldest_at })),
  }
}

const over = (lastDay: number, lastMonth: number): CountOverTime => ({ lastDay, lastMonth })
