import { accountNotKnown, locationChangedTooOften } from '../domain/errors.js'
import { moveTo, secondsUntilChange } from '../domain/location.js'
import { holdLocationChanges, saveLocationChange, savePlace } from '../store/locations.js'
import { getProfileForChange } from '../store/profiles.js'
import type { Trx } from '../store/schema.js'
import { publishChanges } from './change-profile.js'

/** Where a person says they are. */
export interface NewPlace {
  readonly userId: string
  /** Whose changes of place are counted; undefined while auth has not told whose account it is. */
  readonly key: Buffer | undefined
  readonly cell: string
}

/** Moves a person to a cell; answers when others see it. Counts only changes, and publishes only the first place at once. */
export async function changePlace(trx: Trx, { userId, key, cell }: NewPlace, now: Date): Promise<Date> {
  const move = moveTo(cell, await getProfileForChange(trx, userId), now)
  if (key === undefined) throw accountNotKnown()
  if (move.kind === 'stays') return move.effectiveAt
  await countChange(trx, key, now)
  if (move.kind === 'first') await publishChanges(trx, userId, move.place, now)
  else await savePlace(trx, userId, move.place)
  return move.effectiveAt
}

async function countChange(trx: Trx, key: Buffer, now: Date): Promise<void> {
  const wait = secondsUntilChange(await holdLocationChanges(trx, key), now)
  if (wait > 0) throw locationChangedTooOften(wait)
  await saveLocationChange(trx, key, now)
}
