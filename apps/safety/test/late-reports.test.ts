import { createHash } from 'node:crypto'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { transact } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { departedKeyMs } from '../src/domain/retention.js'
import { removeOldDepartedKeys } from '../src/store/departed-keys.js'
import { refreshStanding } from '../src/writing/refresh-standing.js'
import { openWorld, reportOf, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

/** Somebody with a person key who has left, whom nobody had reported. */
async function gone() {
  const userId = newId()
  const personKey = createHash('sha256').update(`key of ${userId}`).digest()
  await world.know(userId, personKey)
  await world.leave(userId)
  await world.know(userId, personKey)
  return { userId, personKey }
}

const knownBy = async (personKey: Buffer): Promise<string[]> => {
  const rows = await world.db
    .selectFrom('known_account')
    .select('user_id')
    .where('person_key', '=', personKey)
    .execute()
  return rows.map(({ user_id }) => user_id)
}

/** Bans whom a case is about, as a decision does. */
async function ban(userId: string): Promise<void> {
  const [file] = await world.casesAbout(userId)
  await transact(world.db, async (trx) => {
    const decided = { case_id: file!.id, user_id: userId, measure: 'BAN', rule: 'HATE', note: '' } as const
    const nothing = { photo_ids: [], list_hash: false, moderator_id: newId(), ends_at: null, ended_at: null }
    const open = { end_reason: null, settled_at: null, seen_at: null }
    const now = world.clock.now()
    await trx
      .insertInto('decision')
      .values({ id: newId(), decided_at: now, ...decided, ...nothing, ...open })
      .execute()
    await refreshStanding(trx, userId, now)
  })
}

const standingOf = async (userId: string) => {
  const rows = await world.db
    .selectFrom('standing')
    .select(['standing', 'person_key'])
    .where('user_id', '=', userId)
    .execute()
  return rows[0]
}

it('a ban on a report of after the account was deleted holds for a new account of the same person', async () => {
  const { userId, personKey } = await gone()
  expect([await knownBy(personKey), await standingOf(userId)]).toEqual([[], undefined])
  await world.witness(userId).api.reportPerson(reportOf(userId))
  await ban(userId)
  expect(await standingOf(userId)).toEqual({ standing: 'BANNED', person_key: personKey })
  const again = newId()
  await world.know(again, personKey)
  expect(await standingOf(again)).toEqual({ standing: 'BANNED', person_key: personKey })
})

it('a ban on such a report reaches the account with which the person has come back before', async () => {
  const { userId, personKey } = await gone()
  const again = newId()
  await world.know(again, personKey)
  await world.witness(userId).api.reportPerson(reportOf(userId))
  await ban(userId)
  expect(await standingOf(again)).toEqual({ standing: 'BANNED', person_key: personKey })
})

it('whose a deleted account was is kept without its id, and 31 days', async () => {
  const { userId, personKey } = await gone()
  const kept = async () =>
    (await world.db.selectFrom('departed_key').selectAll().where('person_key', '=', personKey).execute())
      .length
  const forget = (ms: number) =>
    removeOldDepartedKeys(world.db, new Date(world.clock.now().getTime() + ms - departedKeyMs))
  await forget(departedKeyMs - 1)
  expect(await kept()).toBe(1)
  await forget(departedKeyMs)
  expect(await kept()).toBe(0)
  await world.witness(userId).api.reportPerson(reportOf(userId))
  expect(await knownBy(personKey)).toEqual([])
})
