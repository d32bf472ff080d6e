import { CreateProfileResponse, type ProfileServiceService } from '@kindred/contracts/profile'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { ProfileContext } from '../context.js'
import { readNewDetails } from '../domain/details.js'
import { toProfile } from '../messages.js'
import { createProfile as create } from '../writing/create-profile.js'

export const createProfile: Handler<ProfileContext, ProfileServiceService['createProfile']> = (
  { db, clock },
  request,
  call,
) =>
  once(db, { call, request, response: CreateProfileResponse }, async (trx) => {
    const now = clock.now()
    const row = await create(trx, userOf(call.principal).userId, readNewDetails(request, now), now)
    return { profile: toProfile(row, now) }
  })
