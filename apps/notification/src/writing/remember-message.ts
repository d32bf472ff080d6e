import { saveBotMessages } from '../store/bot-messages.js'
import type { BotMessageRow, Trx } from '../store/schema.js'
import { listGone } from './list-gone.js'

/** Keeps what a message of the bot is about; of somebody who has left, nothing. */
export async function rememberMessage(trx: Trx, row: BotMessageRow): Promise<void> {
  const gone = await listGone(trx, [row], ({ user_id, target_user_id }) => [user_id, target_user_id ?? ''])
  if (gone.size === 0) await saveBotMessages(trx, [row])
}
