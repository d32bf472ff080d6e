import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume, dropPending } from '@kindred/events'
import { forgetIdempotency } from '@kindred/service'

import { type AuthContext } from '../context.js'
import { signOutSessions } from '../store/revocations.js'
import { type Tables, type Trx } from '../store/schema.js'
import { listSessionIdsForChange } from '../store/sessions.js'
import { holdUser, removeUser } from '../store/users.js'
import { publishKey } from '../writing/open-account.js'

/** The person is signed out everywhere and forgotten; whoever signs in with that Telegram account later is a new user. */
export const profileDeleted = consume<AuthContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  async (trx: Trx, { userId }, { clock, personKeyOf }) => {
    await holdUser(trx, userId)
    await signOutSessions(trx, await listSessionIdsForChange(trx, userId), clock.now())
    const user = await removeUser(trx, userId)
    await dropPending(trx, userId)
    // Whoever was not told yet, or deals with the deletion later, still learns whose blocks and limits they are.
    if (user !== undefined) await publishKey(trx, userId, personKeyOf(user.telegram_id))
    await forgetIdempotency(trx, userId)
  },
)
