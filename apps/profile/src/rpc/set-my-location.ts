import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { pause, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { cellOf } from '../domain/cell.js'
import { accountNotKnown, locationChangedTooOften } from '../domain/errors.js'
import { moveTo, secondsUntilChange } from '../domain/location.js'
import { findKey } from '../store/accounts.js'
import { holdLocationChanges, saveLocationChange, savePlace } from '../store/locations.js'
import { findProfile, getProfileForChange } from '../store/profiles.js'
import type { Db, Trx } from '../store/schema.js'
import { publishChanges } from '../writing/change-profile.js'

export const setMyLocation: Handler<ProfileContext, ProfileServiceService['setMyLocation']> = async (
  { db, clock },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const cell = cellOf(request)
  const key = await awaitKey(db, userId, call.signal)
  return { effectiveAt: await transact(db, (trx) => move(trx, { userId, key, cell }, clock.now())) }
}

const lookEveryMs = 50
const patienceMs = 1_000

/** Whose changes these are. Auth tells it a moment after the sign-in: somebody very quick waits that long. */
async function awaitKey(db: Db, userId: string, signal: AbortSignal): Promise<Buffer | undefined> {
  for (const until = performance.now() + patienceMs; ;) {
    const key = await findKey(db, userId)
    if (key !== undefined || performance.now() > until || (await findProfile(db, userId)) === undefined)
      return key
    if (!(await pause(lookEveryMs, signal))) return undefined
  }
}

interface Step {
  readonly userId: string
  readonly key: Buffer | undefined
  readonly cell: string
}

async function move(trx: Trx, { userId, key, cell }: Step, now: Date): Promise<Date> {
  const next = moveTo(cell, await getProfileForChange(trx, userId), now)
  if (key === undefined) throw accountNotKnown()
  if (next.kind === 'stays') return next.effectiveAt
  await countChange(trx, key, now)
  if (next.kind === 'first') await publishChanges(trx, userId, next.place, now)
  else await savePlace(trx, userId, next.place)
  return next.effectiveAt
}

async function countChange(trx: Trx, key: Buffer, now: Date): Promise<void> {
  const wait = secondsUntilChange(await holdLocationChanges(trx, key), now)
  if (wait > 0) throw locationChangedTooOften(wait)
  await saveLocationChange(trx, key, now)
}
