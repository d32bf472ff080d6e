import { personKeptMs } from '../domain/retention.js'
import { findUnusedAccount, holdPerson, removeAccount } from '../store/accounts.js'
import { appendAudit } from '../store/audit.js'
import { endSanctions } from '../store/decisions.js'
import type { Trx } from '../store/schema.js'
import { removeStanding } from '../store/standings.js'
import { refreshStanding } from './refresh-standing.js'

/**
 * Forgets an account of a person who broke a rule and left a year ago or earlier, without another account since: the key and what it held
 * back, here and in auth. A refused sign-in makes no account, but counts as a use. False when there is none.
 */
export async function forgetUnusedPerson(trx: Trx, now: Date): Promise<boolean> {
  const usedBefore = new Date(now.getTime() - personKeptMs)
  const userId = await findUnusedAccount(trx, usedBefore)
  if (userId === undefined) return false
  await holdPerson(trx, userId)
  // Somebody may have come back before the lock was there; the next look finds others.
  if ((await findUnusedAccount(trx, usedBefore, userId)) === undefined) return true
  const ended = await endSanctions(trx, [userId], 'EXPIRED', now)
  await refreshStanding(trx, userId, now)
  await removeStanding(trx, userId)
  await removeAccount(trx, userId)
  const before = JSON.stringify({ decision_ids: ended })
  const entry = { actorId: null, subjectId: userId, caseId: null, reason: '', before, after: '' }
  await appendAudit(trx, { ...entry, action: 'person.forgotten' }, now)
  return true
}
