import {
  findAccountHere,
  findPersonKey,
  holdPerson,
  listAccountsOf,
  removeAccount,
  removeAccountIfGone,
  saveAccountLeft,
} from '../store/accounts.js'
import { closeUndecidable, hasOpenCase } from '../store/claims.js'
import { hasBrokenRule } from '../store/decisions.js'
import { saveDepartedKey } from '../store/departed-keys.js'
import { keepMarks } from '../store/marks.js'
import { removePersonRows } from '../store/person-data.js'
import { findReporterRecord } from '../store/reporter-records.js'
import type { Db, Trx } from '../store/schema.js'
import { removeStanding } from '../store/standings.js'
import { takeUpFormer } from './take-up-former.js'

/**
 * Forgets a departed person. The person key of the account is kept while a case is open or it stands that the person broke a rule, so that
 * it also holds for a new account and is known there, and apart from the account's id as long as the person can still be reported. Cases
 * about what was deleted with the account are closed.
 */
export async function forgetStanding(trx: Trx, userId: string, now: Date): Promise<void> {
  await holdPerson(trx, userId)
  await closeUndecidable(trx, userId, now)
  const personKey = await findPersonKey(trx, userId)
  if (personKey !== undefined) await keepForReturn(trx, { userId, personKey }, now)
  await removePersonRows(trx, userId)
  if (await mustMeetAgain(trx, userId)) return void (await saveAccountLeft(trx, userId, now))
  await removeStanding(trx, userId)
  await removeAccount(trx, userId)
}

/** Keeps of an account what holds for the next one of the person, which may be there already. */
async function keepForReturn(
  trx: Trx,
  { userId, personKey }: { readonly userId: string; readonly personKey: Buffer },
  now: Date,
): Promise<void> {
  await saveDepartedKey(trx, { userId, personKey, record: await findReporterRecord(trx, userId) }, now)
  await keepMarks(trx, userId, personKey)
  const next = await findAccountHere(trx, personKey, userId)
  if (next !== undefined) await takeUpFormer(trx, { userId: next, personKey })
}

/** Forgets the person key of a departed person once no case is open and nothing stands against the person. */
export async function forgetIfGone(trx: Trx, userId: string): Promise<void> {
  if (await mustMeetAgain(trx, userId)) return
  if (await removeAccountIfGone(trx, userId)) await removeStanding(trx, userId)
}

/** Whether an open case, or that a rule was broken, must still apply to a later account of this person. */
export async function mustMeetAgain(db: Db, userId: string): Promise<boolean> {
  const accounts = await listAccountsOf(db, userId)
  return (await hasBrokenRule(db, accounts)) || hasOpenCase(db, accounts)
}
