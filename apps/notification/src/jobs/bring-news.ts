import { transact } from '@kindred/db'

import type { NotificationContext } from '../context.js'
import { topics } from '../domain/notice.js'
import { countDueNews, findBroadcastAtWork, listReaders, type Reader } from '../store/broadcasts.js'
import type { BroadcastRow } from '../store/schema.js'
import { advanceBroadcast } from '../writing/advance-broadcast.js'

const atOnce = 500
/** No more are due at a time: so the queue stays short. */
const maxDue = 2_000
const dayMs = 24 * 3_600_000

type Context = Pick<NotificationContext, 'db' | 'clock' | 'auth' | 'serviceTokens'>

/** Counts the people whom prepared news are for, and puts those of started ones into the queue, page by page. */
export async function bringNews(context: Context, signal: AbortSignal): Promise<void> {
  const { db, clock } = context
  while (!signal.aborted) {
    const row = await findBroadcastAtWork(db)
    if (row === undefined) return
    if (row.state === 'SENDING' && (await countDueNews(db, topics.news(row.id), clock.now())) >= maxDue)
      return
    const people = await listReaders(db, row, atOnce)
    const readers = await inSegment(
      context,
      row,
      people.filter((one) => one.can_be_told),
    )
    const lastUserId = people.length < atOnce ? null : people.at(-1)!.user_id
    await transact(db, (trx) => advanceBroadcast(trx, row, { readers, lastUserId }, clock.now()))
  }
}

/** Auth knows who reads which language and who was there lately. */
async function inSegment(
  { auth, serviceTokens, clock }: Context,
  { language, active_within_days: days }: BroadcastRow,
  people: readonly Reader[],
): Promise<readonly Reader[]> {
  if (people.length === 0 || (language === null && days === null)) return people
  const request = {
    userIds: people.map((one) => one.user_id),
    language: language ?? undefined,
    activeSince: days === null ? undefined : new Date(clock.now().getTime() - days * dayMs),
  }
  const { userIds } = await auth.filterAudience(request, { token: await serviceTokens.issue('auth') })
  const meant = new Set(userIds)
  return people.filter((one) => meant.has(one.user_id))
}
