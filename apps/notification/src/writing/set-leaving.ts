import { saveRecipient } from '../store/recipients.js'
import type { Trx } from '../store/schema.js'
import { changePeople } from './change-people.js'

/** Whoever waits for the deletion of the account is told nothing but what is decided about them. */
export const setLeaving = (trx: Trx, userId: string, leaving: boolean, now: Date): Promise<void> =>
  changePeople(trx, [userId], now, () => saveRecipient(trx, userId, { leaving }))
