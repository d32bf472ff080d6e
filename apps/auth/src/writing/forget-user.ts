import { dropPending } from '@kindred/events'
import { forgetIdempotency } from '@kindred/service'

import type { Trx } from '../store/schema.js'
import { listSessionIdsForChange } from '../store/sessions.js'
import { holdUser, removeUser } from '../store/users.js'
import { signOutSessions } from './end-sessions.js'
import { type KeyOf, publishKey } from './open-account.js'

/** Signs a person out everywhere and forgets who it was; whoever signs in with that login later is a new user. */
export async function forgetUser(trx: Trx, userId: string, keyOf: KeyOf, now: Date): Promise<void> {
  await holdUser(trx, userId)
  await signOutSessions(trx, await listSessionIdsForChange(trx, userId), now)
  const login = await removeUser(trx, userId)
  await dropPending(trx, userId)
  // A service that has not heard of the account yet, or of its deletion, still learns whose blocks and limits these are.
  if (login !== undefined) await publishKey(trx, userId, keyOf(login))
  await forgetIdempotency(trx, userId)
}
