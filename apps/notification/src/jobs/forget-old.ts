import { removeOld } from '@kindred/db'

import type { NotificationContext } from '../context.js'
import { removeStalePresence } from '../store/presence.js'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** What nobody asks for any more: deliveries of yesterday, what messages were about 30 days ago, news that nobody could be told in a week. */
export async function forgetOld({ db, clock }: Pick<NotificationContext, 'db' | 'clock'>): Promise<void> {
  const ago = (ms: number) => new Date(clock.now().getTime() - ms)
  await removeOld(db, { table: 'delivery', column: 'finished_at', before: ago(dayMs) })
  await removeOld(db, { table: 'bot_message', column: 'sent_at', before: ago(30 * dayMs) })
  await removeOld(db, { table: 'broadcast', column: 'created_at', before: ago(365 * dayMs) })
  await removeOld(db, { table: 'notice', column: 'created_at', before: ago(7 * dayMs) })
  await removeStalePresence(db, ago(hourMs))
}
