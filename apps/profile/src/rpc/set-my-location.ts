import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { pause, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { cellOf } from '../domain/cell.js'
import { findKey } from '../store/accounts.js'
import { findProfile } from '../store/profiles.js'
import type { Db } from '../store/schema.js'
import { changePlace } from '../writing/change-place.js'

export const setMyLocation: Handler<ProfileContext, ProfileServiceService['setMyLocation']> = async (
  { db, clock },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const cell = cellOf(request)
  const key = await awaitKey(db, userId, call.signal)
  return { effectiveAt: await transact(db, (trx) => changePlace(trx, { userId, key, cell }, clock.now())) }
}

const lookEveryMs = 50
const patienceMs = 1_000

/** The person's key. Auth tells it a moment after the sign-in: somebody very quick waits that long. */
async function awaitKey(db: Db, userId: string, signal: AbortSignal): Promise<Buffer | undefined> {
  for (const until = performance.now() + patienceMs; ;) {
    const key = await findKey(db, userId)
    if (key !== undefined || performance.now() > until || (await findProfile(db, userId)) === undefined)
      return key
    if (!(await pause(lookEveryMs, signal))) return undefined
  }
}
