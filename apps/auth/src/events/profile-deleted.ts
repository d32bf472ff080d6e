import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume, dropPending } from '@kindred/events'
import { forgetIdempotency } from '@kindred/service'

import type { AuthContext } from '../context.js'
import type { Tables, Trx } from '../store/schema.js'
import { listSessionIdsForChange } from '../store/sessions.js'
import { holdUser, removeUser } from '../store/users.js'
import { signOutSessions } from '../writing/end-sessions.js'
import { publishKey } from '../writing/open-account.js'

/** The person is signed out everywhere and forgotten; whoever signs in with that login later is a new user. */
export const profileDeleted = consume<AuthContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  async (trx: Trx, { userId }, { clock, personKeyOf }) => {
    await holdUser(trx, userId)
    await signOutSessions(trx, await listSessionIdsForChange(trx, userId), clock.now())
    const login = await removeUser(trx, userId)
    await dropPending(trx, userId)
    // A service that has not heard of the account yet, or of its deletion, still learns whose blocks and limits these are.
    if (login !== undefined) await publishKey(trx, userId, personKeyOf(login))
    await forgetIdempotency(trx, userId)
  },
)
