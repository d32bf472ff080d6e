import { CreateProfileResponse, type ProfileServiceService } from '@kindred/contracts/profile'
import { hasLeft } from '@kindred/events/departures'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { ProfileContext } from '../context.js'
import { readNewDetails } from '../domain/details.js'
import { accountDeleted, profileExists } from '../domain/errors.js'
import { toProfile } from '../messages.js'
import { saveNewProfile } from '../store/profiles.js'
import { publishProfile } from '../writing/change-profile.js'

export const createProfile: Handler<ProfileContext, ProfileServiceService['createProfile']> = (
  { db, clock },
  request,
  call,
) =>
  once(db, { call, request, response: CreateProfileResponse }, async (trx) => {
    const now = clock.now()
    const { userId } = userOf(call.principal)
    const row = await saveNewProfile(trx, userId, readNewDetails(request, now), now)
    if (row === undefined) throw profileExists()
    await publishProfile(trx, row)
    // Only now: publishing waits for a deletion that is under way. A token outlives its account for a moment.
    if (await hasLeft(trx, userId)) throw accountDeleted()
    return { profile: toProfile(row, now) }
  })
