import { saveRecipient } from '../store/recipients.js'
import type { Trx } from '../store/schema.js'
import { noteAnswers } from './answer.js'
import { changePeople } from './change-people.js'

/** The bot may write to a person again. */
export const allowWriting = (trx: Trx, userId: string, now: Date): Promise<void> =>
  changePeople(trx, [userId], now, async (recipients) => {
    await noteAnswers(trx, recipients.values(), now)
    await saveRecipient(trx, userId, { reachable: true })
  })
