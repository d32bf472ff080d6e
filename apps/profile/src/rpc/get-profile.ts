import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Call, Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { profileNotFound } from '../domain/errors.js'
import { toPublicProfile, toWholeProfile } from '../messages.js'
import { recordAct } from '../writing/record-act.js'

/** Both are asked at once, whatever either says: who may not see a person learns no more than of nobody, not even by time. */
export const getProfile: Handler<ProfileContext, ProfileServiceService['getProfile']> = async (
  context,
  request,
  call,
) => {
  const [row, visible] = await Promise.all([
    context.profiles.find(request.userId),
    maySee(context, request.userId, call),
  ])
  if (row === undefined || !visible) throw profileNotFound()
  if (isStaff(call)) await recordLook(context, request.userId, call)
  const show = isStaff(call) ? toWholeProfile : toPublicProfile
  return { profile: show(row, context.clock.now()) }
}

async function maySee({ discovery }: ProfileContext, userId: string, call: Call): Promise<boolean> {
  if (userOf(call.principal).userId === userId || isStaff(call)) return true
  return (await discovery.getVisibility({ userId }, call.outgoing())).visible
}

const recordLook = ({ db }: ProfileContext, userId: string, call: Call): Promise<void> =>
  transact(db, (trx) =>
    recordAct(trx, { actorId: userOf(call.principal).userId, userId, action: 'PROFILE_SEEN' }),
  )

const staff: ReadonlySet<string> = new Set(['moderator', 'admin'])

const isStaff = (call: Call): boolean => userOf(call.principal).roles.some((role) => staff.has(role))
