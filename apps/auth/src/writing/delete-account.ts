import { AccountLeaving, DeletionDue } from '@kindred/contracts/auth'
import { publish } from '@kindred/events'
import { newId } from '@kindred/kernel'

import { type AccountSecrets, hashReceiptId } from '../domain/account-rules.js'
import { sessionRevoked } from '../domain/errors.js'
import { findDeletionForChange, saveDeletion } from '../store/deletions.js'
import type { DeletionRow, Trx } from '../store/schema.js'
import { listSessionIdsForChange } from '../store/sessions.js'
import { holdUser } from '../store/users.js'
import { signOutSessions } from './end-sessions.js'

/** Whose account goes and when. */
interface AccountDeletion {
  readonly userId: string
  readonly graceMs: number
  readonly secrets: AccountSecrets
}

/**
 * Begins the deletion of an account, or answers the one that has begun: hides the person and ends all sessions. Without a grace the services
 * erase at once.
 */
export async function deleteAccount(
  trx: Trx,
  { userId, graceMs, secrets }: AccountDeletion,
  now: Date,
): Promise<DeletionRow> {
  const [user] = await holdUser(trx, userId)
  // A token outlives its account for a moment.
  if (user === undefined) throw sessionRevoked()
  const begun = await findDeletionForChange(trx, userId)
  if (begun !== undefined) return begun
  const id = newId(now.getTime())
  const deletion = await saveDeletion(trx, {
    id,
    receipt_hash: hashReceiptId(secrets.receiptIdOf(id)),
    user_id: userId,
    state: graceMs > 0 ? 'waiting' : 'erasing',
    requested_at: now,
    erase_at: new Date(now.getTime() + graceMs),
  })
  await signOutSessions(trx, await listSessionIdsForChange(trx, userId), now)
  if (graceMs > 0) await publish(trx, AccountLeaving, userId, { userId, leaving: true })
  else await publish(trx, DeletionDue, userId, { userId })
  return deletion
}
