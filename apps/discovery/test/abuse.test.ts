import { afterAll, beforeAll, expect, it } from 'vitest'

import { type Kysely, sql } from '@kindred/db'
import { encodeCursor, newId } from '@kindred/kernel'
import { countLockWaiters, listCall } from '@kindred/testkit'

import { searchFor } from '../src/domain/wishes.js'
import { listLikers } from '../src/store/card.js'
import { listMatches } from '../src/store/match.js'
import type { Tables } from '../src/store/schema.js'
import { searchBySql } from '../src/store/search.js'
import { findViewer } from '../src/store/viewer.js'
import { cellAt, type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const like = async (
  viewerId: string,
  targetUserId: string,
  kind: 'LIKE' | 'SUPERLIKE' = 'LIKE',
  message = '',
) => house.discovery.like({ targetUserId, kind, message }, await house.as(viewerId))
const two = async () => (await house.addPeople([{ name: 'Alice' }, { name: 'Bob' }])) as [string, string]
const viewerOf = async (userId: string) => (await findViewer(house.db, userId))!

it.each([
  ['words', ['then', 'somebody']],
  ['numbers', [1, 2]],
  ['a time alone', [new Date().toISOString(), 'somebody']],
  ['an id alone', ['infinity', newId()]],
  ['a day that is not', ['2026-02-31T00:00:00.000Z', newId()]],
  ['a time beyond the calendar', [8_640_000_000_000_001, newId()]],
  ['a zero byte', ['\0', newId()]],
])('refuses a page token made by hand of %s', async (_what, key) => {
  const [alice] = await two()
  const lists = { ListLikes: house.discovery.listLikes, ListMatches: house.discovery.listMatches }
  for (const [name, list] of Object.entries(lists)) {
    const pageToken = encodeCursor(listCall(`/kindred.discovery.v1.DiscoveryService/${name}`, alice), key)
    await expect(list({ pageSize: 0, pageToken }, await house.as(alice))).rejects.toMatchObject({
      code: 'PAGE_TOKEN_INVALID',
      kind: 'invalid',
    })
  }
})

it('refuses a message with a zero byte and keeps any other as it can be seen', async () => {
  const [alice, bob] = await two()
  for (const message of ['\0', 'zero \0 byte']) {
    await expect(like(alice, bob, 'LIKE', message)).rejects.toMatchObject({
      code: 'MESSAGE_INVALID',
      kind: 'invalid',
      fields: [{ pointer: '/message' }],
    })
  }
  await like(alice, bob, 'LIKE', '  \u202EHello\n👩‍👩‍👧\u0007 \u3164\n')
  const { likes } = await house.discovery.listLikes({ pageSize: 0, pageToken: '' }, await house.as(bob))
  expect(likes[0]?.candidate?.message).toBe('Hello 👩‍👩‍👧')
})

it('lets a superlike be repeated when all are used up, as it changes nothing', async () => {
  const [alice, ...others] = await house.addPeople(Array.from({ length: 7 }, () => ({})))
  for (const other of others.slice(0, 5)) await like(alice!, other, 'SUPERLIKE')
  expect(await like(alice!, others[4]!, 'SUPERLIKE')).toEqual({ matched: false, match: undefined })
  await expect(like(alice!, others[5]!, 'SUPERLIKE')).rejects.toMatchObject({ code: 'SUPERLIKES_USED_UP' })
  await expect(like(alice!, newId(), 'SUPERLIKE')).rejects.toMatchObject({ code: 'TARGET_NOT_FOUND' })
})

it('takes an undo and the deletion of its target in one order, so that neither can lock the other out', async () => {
  const [alice, bob] = await two()
  await house.discovery.pass({ targetUserId: bob }, await house.as(alice))
  const options = await house.as(alice)
  const undone = await house.db.transaction().execute(async (trx) => {
    await trx.deleteFrom('person').where('user_id', '=', bob).execute()
    const waiting = house.discovery.undo({}, options).catch((error: unknown) => error)
    await expect.poll(() => countLockWaiters(house.db)).toBeGreaterThan(0)
    await sql`set local lock_timeout = '300ms'`.execute(trx)
    await sql`delete from pair where (select slot from person where user_id = ${alice}) in (lower, upper)`.execute(
      trx,
    )
    return { waiting }
  })
  expect(await undone.waiting).toMatchObject({ code: 'NOTHING_TO_UNDO' })
})

it('reads who likes the viewer, and the matches, without reading everybody', async () => {
  const [alice, bob] = await two()
  await like(bob, alice)
  const viewer = await viewerOf(alice)
  const { likers, before, after } = await house.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx)
    const before = await countWholeReads(trx)
    const likers = await listLikers(trx, searchFor(viewer.person, viewer.wishes, new Date()), {
      after: undefined,
      limit: 20,
    })
    await listMatches(trx, alice, undefined, 20)
    return { likers, before, after: await countWholeReads(trx) }
  })
  expect(likers.map((row) => row.user_id)).toEqual([bob])
  expect(after).toEqual(before)
})

async function countWholeReads(trx: Kysely<Tables>) {
  const { rows } = await sql`
    select relname, seq_scan from pg_stat_xact_user_tables where relname in ('person', 'pair') order by relname`.execute(
    trx,
  )
  return rows
}

it('counts an age the same wherever the database thinks it is', async () => {
  const cell = cellAt(-23.5, -46.6)
  // There the clocks went forward at midnight of that day: it had no 00:00.
  const [alice] = await house.addPeople([{ cell }, { cell, birthDate: '1990-10-21' }])
  const { person, wishes } = await viewerOf(alice!)
  const now = new Date('2020-10-21T12:00:00Z')
  const search = searchFor(person, { ...wishes, minAge: 30, maxAge: 30 }, now)
  const found = await house.db.transaction().execute(async (trx) => {
    await sql`set local timezone = 'America/Sao_Paulo'`.execute(trx)
    return searchBySql(trx, search, 10)
  })
  expect(found).toHaveLength(1)
})
