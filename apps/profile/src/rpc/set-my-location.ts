import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { locationChangedTooOften } from '../domain/errors.js'
import { moveTo, secondsUntilChange } from '../domain/location.js'
import { publishChanges } from '../events/change-profile.js'
import { listLocationChanges, saveLocationChange, savePlace } from '../store/locations.js'
import { getProfileForChange } from '../store/profiles.js'
import type { Trx } from '../store/schema.js'
import { cellOf } from './cell.js'

type SetMyLocation = Handler<ProfileContext, ProfileServiceService['setMyLocation']>

export const setMyLocation: SetMyLocation = async ({ db, clock }, request, call) => {
  const { userId } = userOf(call.principal)
  const cell = cellOf(request)
  return { effectiveAt: await transact(db, (trx) => move(trx, userId, cell, clock.now())) }
}

async function move(trx: Trx, userId: string, cell: string, now: Date): Promise<Date> {
  const next = moveTo(cell, await getProfileForChange(trx, userId), now)
  if (next.kind === 'stays') return next.effectiveAt
  await countChange(trx, userId, now)
  if (next.kind === 'first') await publishChanges(trx, userId, next.place, now)
  else await savePlace(trx, userId, next.place)
  return next.effectiveAt
}

async function countChange(trx: Trx, userId: string, now: Date): Promise<void> {
  const wait = secondsUntilChange(await listLocationChanges(trx, userId), now)
  if (wait > 0) throw locationChangedTooOften(wait)
  await saveLocationChange(trx, userId, now)
}
