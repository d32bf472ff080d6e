import {
  findPersonKey,
  holdPerson,
  listAccountsOf,
  removeAccount,
  removeAccountIfGone,
  saveAccountLeft,
} from '../store/accounts.js'
import { closeUndecidable, hasOpenCase } from '../store/claims.js'
import { listActiveSanctions } from '../store/decisions.js'
import { saveDepartedKey } from '../store/departed-keys.js'
import { removePersonRows } from '../store/person-data.js'
import { findReporterRecord } from '../store/reporter-records.js'
import type { Db, Trx } from '../store/schema.js'
import { removeStanding } from '../store/standings.js'

/**
 * Forgets a departed person. The person key of the account is kept while a sanction is in force or a case is open, so that it also holds
 * for a new account, and apart from the account's id as long as the person can still be reported. Cases about what was deleted with the
 * account are closed.
 */
export async function forgetStanding(trx: Trx, userId: string, now: Date): Promise<void> {
  await holdPerson(trx, userId)
  await closeUndecidable(trx, userId, now)
  const personKey = await findPersonKey(trx, userId)
  if (personKey !== undefined)
    await saveDepartedKey(trx, { userId, personKey, record: await findReporterRecord(trx, userId) }, now)
  await removePersonRows(trx, userId)
  if (await mustMeetAgain(trx, userId, now)) return void (await saveAccountLeft(trx, userId, now))
  await removeStanding(trx, userId)
  await removeAccount(trx, userId)
}

/** Forgets the person key of a departed person once no case is open and no sanction is in force. */
export async function forgetIfGone(trx: Trx, userId: string, now: Date): Promise<void> {
  if (await mustMeetAgain(trx, userId, now)) return
  if (await removeAccountIfGone(trx, userId)) await removeStanding(trx, userId)
}

/** Whether a sanction or an open case must still apply to a later account of this person. */
export async function mustMeetAgain(db: Db, userId: string, now: Date): Promise<boolean> {
  const accounts = await listAccountsOf(db, userId)
  return (await listActiveSanctions(db, accounts, now)).length > 0 || hasOpenCase(db, accounts)
}
