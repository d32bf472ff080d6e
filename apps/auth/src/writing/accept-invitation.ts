import type { AuthContext } from '../context.js'
import { isLeaving } from '../store/deletions.js'
import { countSignUp, findInviter } from '../store/invitations.js'
import type { Trx } from '../store/schema.js'
import { findSanction } from '../store/standings.js'
import { findLogin } from '../store/users.js'

/**
 * Counts a newcomer for whoever invited them; false when nobody did. Somebody who is shut out or leaves invites nobody, as if the
 * code were unknown.
 */
export async function acceptInvitation(
  trx: Trx,
  { personKeyOf }: AuthContext,
  code: string | undefined,
  now: Date,
): Promise<boolean> {
  if (code === undefined) return false
  const inviter = await findInviter(trx, code)
  const login = inviter === undefined ? undefined : await findLogin(trx, inviter)
  if (inviter === undefined || login === undefined) return false
  if (await findSanction(trx, personKeyOf(login), now)) return false
  if (await isLeaving(trx, inviter)) return false
  await countSignUp(trx, code)
  return true
}
