import { hasLeft, lockPeople } from '@kindred/events/departures'

import { saveBotMessages } from '../store/bot-messages.js'
import type { BotMessageRow, Trx } from '../store/schema.js'

/** Keeps what a message of the bot is about; of somebody who has left, nothing. */
export async function rememberMessage(trx: Trx, row: BotMessageRow): Promise<void> {
  await lockPeople(trx, row.user_id)
  if (!(await hasLeft(trx, row.user_id))) await saveBotMessages(trx, [row])
}
