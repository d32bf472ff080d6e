import { caseAboutYourself, nothingToLift } from '../domain/staff-errors.js'
import { holdPerson, listAccountsOf } from '../store/accounts.js'
import { appendAudit } from '../store/audit.js'
import { endDecision, endSanctions, takeExpired } from '../store/decisions.js'
import type { Trx } from '../store/schema.js'
import { refreshStanding } from './refresh-standing.js'

/** Ends all that holds a person back, on all accounts of the person. */
export async function liftSanctions(
  trx: Trx,
  {
    userId,
    moderatorId,
    note,
  }: { readonly userId: string; readonly moderatorId: string; readonly note: string },
  now: Date,
): Promise<void> {
  await holdPerson(trx, userId)
  const accounts = await listAccountsOf(trx, userId)
  if (accounts.includes(moderatorId)) throw caseAboutYourself()
  const ended = await endSanctions(trx, accounts, 'LIFTED', now)
  if (ended.length === 0) throw nothingToLift()
  await refreshStanding(trx, userId, now)
  const before = JSON.stringify({ decision_ids: ended })
  const entry = { actorId: moderatorId, subjectId: userId, caseId: null, reason: note, before, after: '' }
  await appendAudit(trx, { ...entry, action: 'sanction.lifted' }, now)
}

/** Ends one sanction whose time is over; false when there is none. */
export async function endNextExpired(trx: Trx, now: Date): Promise<boolean> {
  const expired = await takeExpired(trx, now)
  if (expired === undefined) return false
  await endDecision(trx, expired.id, 'EXPIRED', now)
  await refreshStanding(trx, expired.user_id, now)
  const before = JSON.stringify({ decision_id: expired.id })
  const entry = { actorId: null, subjectId: expired.user_id, caseId: null, reason: '', before, after: '' }
  await appendAudit(trx, { ...entry, action: 'sanction.expired' }, now)
  return true
}
