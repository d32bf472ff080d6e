import type { AuthServiceService } from '@kindred/contracts/auth'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { sessionRevoked } from '../domain/errors.js'
import { newInvitationCode } from '../domain/invitation.js'
import { findInvitation, saveInvitation } from '../store/invitations.js'

export const getInvitation: Handler<AuthContext, AuthServiceService['getInvitation']> = async (
  { db, clock, inviteOnly: required },
  _request,
  call,
) => {
  const { userId } = userOf(call.principal)
  let invitation = await findInvitation(db, userId)
  if (invitation === undefined) {
    await saveInvitation(db, { userId, code: newInvitationCode(), now: clock.now() })
    invitation = await findInvitation(db, userId)
  }
  // A token outlives its account for a moment.
  if (invitation === undefined) throw sessionRevoked()
  return { code: invitation.code, signUps: invitation.sign_ups, required }
}
