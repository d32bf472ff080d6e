import { randomInt } from 'node:crypto'

import { hasLeft, lockPeople } from '@kindred/events/departures'

import { stateChanged, stateFull } from '../domain/errors.js'
import { countStates, insertState, removeState, updateState } from '../store/bot-state.js'
import type { Trx } from '../store/schema.js'

/** A value to remember in place of the one with the version; an empty one is forgotten. */
interface Write {
  readonly userId: string
  readonly key: string
  readonly value: string
  readonly version: number
}

const maxKeys = 32

/** Remembers a value for the bot and returns its version. Throws STATE_CHANGED when somebody else wrote it meanwhile, and STATE_FULL. */
export async function writeBotState(trx: Trx, write: Write, now: Date): Promise<number> {
  const { userId, key, value, version } = write
  await lockPeople(trx, userId)
  if (value === '') {
    if (version !== 0 && !(await removeState(trx, { userId, key }, version))) throw stateChanged()
    return 0
  }
  if (await hasLeft(trx, userId)) throw stateChanged()
  const row = { user_id: userId, key, value, version: nextVersion(), written_at: now }
  if (version !== 0) {
    if (!(await updateState(trx, row, version))) throw stateChanged()
    return row.version
  }
  if ((await countStates(trx, userId)) >= maxKeys) throw stateFull()
  if (!(await insertState(trx, row))) throw stateChanged()
  return row.version
}

/** A value that was forgotten and written anew must not have a version that somebody still holds. */
const nextVersion = (): number => randomInt(1, 2 ** 47)
