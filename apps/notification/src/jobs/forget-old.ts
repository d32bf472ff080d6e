import { removeOld } from '@kindred/db'

import type { NotificationContext } from '../context.js'
import { countOverdue } from '../store/notices.js'
import { removeStalePresence } from '../store/presence.js'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

type Context = Pick<NotificationContext, 'db' | 'clock' | 'metrics'>

/** What nobody asks for any more: deliveries of yesterday, what messages were about 30 days ago, news that nobody could be told in a week. */
export async function forgetOld({ db, clock, metrics }: Context): Promise<void> {
  const ago = (ms: number) => new Date(clock.now().getTime() - ms)
  await removeOld(db, { table: 'delivery', column: 'finished_at', before: ago(dayMs) })
  await removeOld(db, { table: 'own_message', column: 'told_at', before: ago(hourMs) })
  await removeOld(db, { table: 'bot_message', column: 'sent_at', before: ago(30 * dayMs) })
  await removeOld(db, { table: 'broadcast', column: 'created_at', before: ago(365 * dayMs) })
  countGivenUp(metrics, await countOverdue(db, ago(7 * dayMs)))
  await removeOld(db, { table: 'notice', column: 'created_at', before: ago(7 * dayMs) })
  await removeStalePresence(db, ago(hourMs))
}

/** Called with 0 at the start, so that the counter is there before the first is given up. */
export const countGivenUp = (metrics: Context['metrics'], given: number): void =>
  metrics.counter('notification_given_up_total', 'What nobody could be told in a week').inc(given)
