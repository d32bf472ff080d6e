import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { sql } from '@kindred/db'
import { createMetrics } from '@kindred/runtime'
import { countLockWaiters, testLog } from '@kindred/testkit'

import { findCandidates } from '../src/deck/candidates.js'
import { defaultLimits } from '../src/domain/limits.js'
import { sidesOf, type Swipe } from '../src/domain/pair.js'
import { searchFor } from '../src/domain/wishes.js'
import { Memory } from '../src/memory/memory.js'
import { recordSwipes, removePairsOf } from '../src/store/pair.js'
import { findSlot, holdToRemove, listUserIds, removePerson } from '../src/store/person.js'
import { findViewer } from '../src/store/viewer.js'
import { createSwipeWriter } from '../src/writing/swipe-writer.js'
import { type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
beforeEach(async () => {
  for (const table of ['pair', 'tally', 'change'] as const) await house.db.deleteFrom(table).execute()
})
afterAll(() => house.stop())

async function addSlots(count: number): Promise<number[]> {
  const ids = await house.addPeople(Array.from({ length: count }, () => ({})))
  await house.db.deleteFrom('change').execute()
  return Promise.all(ids.map(async (id) => (await findSlot(house.db, id))!))
}

const idOf = async (slot: number) => (await listUserIds(house.db, [slot])).get(slot)!
const swipeOf = (viewer: number, other: number, swipe: Swipe, message: string | null = null) => ({
  sides: sidesOf(viewer, other),
  swipe,
  message,
  now: house.clock.now(),
})
const record = (...swipes: ReturnType<typeof swipeOf>[]) =>
  recordSwipes(
    house.db,
    swipes.map((swipe) => ({ ...swipe, fewerThan: null })),
  )
const pairs = async () =>
  (await house.db.selectFrom('pair').selectAll().orderBy('lower').orderBy('upper').execute()).map((pair) => ({
    of: [pair.lower, pair.upper],
    swipes: [pair.lower_swipe, pair.upper_swipe],
    messages: [pair.lower_message, pair.upper_message],
    isTimed: [pair.lower_swiped_at !== null, pair.upper_swiped_at !== null],
  }))

it('stores first swipes from both sides in one statement, with the feed and the counters', async () => {
  const [a, b, c, d] = (await addSlots(4)) as [number, number, number, number]
  expect(await record(swipeOf(d, a, 'LIKE', 'Hi'), swipeOf(b, c, 'PASS'), swipeOf(a, b, 'LIKE'))).toEqual([
    true,
    true,
    true,
  ])
  expect(await pairs()).toEqual([
    { of: [a, b], swipes: ['LIKE', null], messages: [null, null], isTimed: [true, false] },
    { of: [a, d], swipes: [null, 'LIKE'], messages: [null, 'Hi'], isTimed: [false, true] },
    { of: [b, c], swipes: ['PASS', null], messages: [null, null], isTimed: [true, false] },
  ])
  const counted = await house.db.selectFrom('tally').selectAll().orderBy('slot').execute()
  expect(counted).toEqual([
    { slot: a, swipes: 1, likes: 1 },
    { slot: b, swipes: 1, likes: 1 },
    { slot: c, swipes: 1, likes: 0 },
  ])
  const noted = await house.db
    .selectFrom('change')
    .select(['slot', 'other'])
    .orderBy('slot')
    .orderBy('other')
    .execute()
  expect(noted).toEqual([
    { slot: a, other: b },
    { slot: a, other: d },
    { slot: b, other: c },
  ])
})

it('leaves swipes that need a transaction of their own, and stores the others of the same statement', async () => {
  const [viewer, liker, passer, blocked, blocking, parted, seen, fresh] = (await addSlots(8)) as [
    ...[number, number, number, number, number, number, number, number],
  ]
  await record(
    swipeOf(liker, viewer, 'LIKE', 'Hello'),
    swipeOf(passer, viewer, 'PASS'),
    swipeOf(viewer, seen, 'PASS'),
  )
  const rowOf = (other: number) => ({ lower: Math.min(viewer, other), upper: Math.max(viewer, other) })
  const now = house.clock.now()
  const rows = [
    { ...rowOf(blocked), lower_blocked_at: now },
    { ...rowOf(blocking), upper_blocked_at: now },
    { ...rowOf(parted), ended_at: now },
  ]
  for (const row of rows) await house.db.insertInto('pair').values(row).execute()
  const before = await pairs()
  const gone = 1_000_000
  expect(
    await record(
      swipeOf(viewer, liker, 'LIKE'),
      swipeOf(viewer, passer, 'LIKE', 'Anyway'),
      swipeOf(viewer, blocked, 'LIKE'),
      swipeOf(viewer, blocking, 'LIKE'),
      swipeOf(viewer, parted, 'PASS'),
      swipeOf(viewer, seen, 'LIKE'),
      swipeOf(viewer, gone, 'LIKE'),
      swipeOf(viewer, fresh, 'LIKE'),
    ),
  ).toEqual([false, true, false, false, false, false, false, true])
  const after = await pairs()
  const onThe = (other: number) => (pair: { of: number[] }) => pair.of.includes(other)
  for (const other of [liker, blocked, blocking, parted, seen])
    expect(after.find(onThe(other))).toEqual(before.find(onThe(other)))
  expect(new Set(after.find(onThe(passer))!.swipes)).toEqual(new Set(['LIKE', 'PASS']))
  expect(new Set(after.find(onThe(passer))!.messages)).toEqual(new Set(['Anyway', null]))
  expect(after.find(onThe(gone))).toBeUndefined()
  // A like that was there already may be answered by a pass.
  expect(await record(swipeOf(viewer, liker, 'PASS'))).toEqual([true])
  expect((await pairs()).find(onThe(liker))).toMatchObject({ messages: expect.arrayContaining(['Hello']) })
})

it('counts the swipes of each viewer apart', async () => {
  const [busy, idle, ...others] = (await addSlots(5)) as [number, number, ...number[]]
  await record(swipeOf(busy, others[0]!, 'PASS'), swipeOf(others[1]!, busy, 'PASS'))
  const counted = [swipeOf(busy, others[2]!, 'PASS'), swipeOf(idle, others[2]!, 'PASS')]
  const recordCounted = (fewerThan: number) =>
    recordSwipes(
      house.db,
      counted.map((swipe) => ({ ...swipe, fewerThan })),
    )
  expect(await recordCounted(1)).toEqual([false, true])
  expect(await recordCounted(2)).toEqual([true, false])
})

/** A writer of swipes over a memory that knows nobody's swipes. */
function openWriter(
  warned: unknown[] = [],
  swiped: [number, number][] = [],
  limit: number = defaultLimits.swipes,
) {
  const memory = {
    swipeBound: () => undefined,
    swiped: (...pair: [number, number]) => void swiped.push(pair),
  }
  const log = { warn: (...said: unknown[]) => void warned.push(said) }
  return createSwipeWriter({ db: house.db, memory, log, limit })
}

it('stores none of a statement that fails, which need transactions of their own, and the next ones as before', async () => {
  const [a, b, c] = (await addSlots(3)) as [number, number, number]
  const [warned, swiped]: [unknown[], [number, number][]] = [[], []]
  const swipes = openWriter(warned, swiped)
  const bad = swipes.write(swipeOf(a, b, 'LIKE', 'no text for PostgreSQL: \0'))
  const beside = swipes.write(swipeOf(b, c, 'LIKE'))
  expect(await Promise.all([bad, beside])).toEqual([false, false])
  expect(warned).toHaveLength(1)
  expect([await pairs(), swiped]).toEqual([[], []])
  expect(await swipes.write(swipeOf(b, c, 'LIKE'))).toBe(true)
  expect(swiped).toEqual([[b, c]])
})

it('stores swipes uncounted where there is no limit', async () => {
  const [a, b] = (await addSlots(2)) as [number, number]
  const warned: unknown[] = []
  expect(await openWriter(warned, [], 0).write(swipeOf(a, b, 'PASS'))).toBe(true)
  expect(warned).toEqual([])
})

it('waits for nobody who is leaving, and only a moment for pairs that are held', async () => {
  const [leaver, target, ...others] = (await addSlots(8)) as [number, number, ...number[]]
  const [a, b] = others as [number, number]
  const swipes = openWriter()
  const held = await house.db.startTransaction().execute()
  try {
    await holdToRemove(held, await idOf(leaver))
    const together = [swipes.write(swipeOf(a, leaver, 'LIKE')), swipes.write(swipeOf(b, target, 'LIKE'))]
    expect(await Promise.all(together)).toEqual([false, true])
    // As many statements as may be under way wait for a pair each.
    const stuck: Promise<boolean>[] = []
    for (const viewer of others.slice(2)) {
      await held.insertInto('pair').values({ lower: target, upper: viewer }).execute()
      stuck.push(swipes.write(swipeOf(viewer, target, 'PASS')))
      await expect.poll(() => countLockWaiters(house.db)).toBe(stuck.length)
    }
    expect(stuck).toHaveLength(4)
    expect(await swipes.write(swipeOf(a, b, 'PASS'))).toBe(true)
    await held.rollback().execute()
    expect(await Promise.all(stuck)).toEqual(Array(4).fill(true))
  } finally {
    if (!held.isRolledBack) await held.rollback().execute()
  }
})

it('writes rows in the order of their keys, so that two statements cannot deadlock', async () => {
  const [a, b, c, d, e, f] = (await addSlots(6)) as [number, number, number, number, number, number]
  const held = await house.db.startTransaction().execute()
  await held.insertInto('pair').values({ lower: c, upper: d }).execute()
  const both = [
    record(swipeOf(a, b, 'PASS'), swipeOf(c, d, 'PASS'), swipeOf(e, f, 'PASS')),
    record(swipeOf(f, e, 'PASS'), swipeOf(d, c, 'PASS'), swipeOf(b, a, 'PASS')),
  ]
  await expect.poll(() => countLockWaiters(house.db)).toBe(2)
  await held.rollback().execute()
  expect(await Promise.all(both)).toEqual(Array(2).fill([true, true, true]))
})

it('knows no bound of a viewer’s swipes once memory fell behind the feed', async () => {
  const [a, b] = (await addSlots(2)) as [number, number]
  const memory = new Memory({
    database: house.database,
    log: testLog,
    metrics: createMetrics('test'),
    megabytes: 64,
  })
  await expect.poll(() => memory.state).toBe('ready')
  const viewer = (await findViewer(house.db, await idOf(a)))!
  const search = searchFor(viewer.person, viewer.wishes, house.clock.now())
  await findCandidates({ db: house.db, memory }, search, 1)
  memory.swiped(a, b)
  await expect.poll(() => memory.swipeBound(a)).toBe(1)
  // The feed cannot be read meanwhile.
  const held = await house.db.startTransaction().execute()
  await sql`lock table change in access exclusive mode`.execute(held)
  await expect.poll(() => memory.swipeBound(a), { timeout: 60_000 }).toBeUndefined()
  await held.rollback().execute()
  await expect.poll(() => memory.swipeBound(a), { timeout: 60_000 }).toBeTypeOf('number')
  await memory.stop()
})

it(
  'never deadlocks, though many instances store swipes of the same people and some of them leave',
  { timeout: 60_000 },
  async () => {
    const people = await addSlots(24)
    const leaving = people.slice(0, 4)
    const warned: unknown[] = []
    const swiped: [number, number][] = []
    const instances = Array.from({ length: 4 }, () => openWriter(warned, swiped))
    const tries = people.flatMap((viewer) =>
      people.filter((other) => other !== viewer).map((other) => [viewer, other]),
    )
    const order = tries
      .map((pair) => ({ pair, at: Math.random() }))
      .toSorted((one, other) => one.at - other.at)
    const ids = await listUserIds(house.db, people)
    const leave = (slot: number) =>
      house.db.transaction().execute(async (trx) => {
        await holdToRemove(trx, ids.get(slot)!)
        await removePairsOf(trx, slot)
        await removePerson(trx, ids.get(slot)!)
      })
    const [stored] = await Promise.all([
      Promise.all(
        order.map(({ pair: [viewer, other] }, at) =>
          instances[at % 4]!.write(swipeOf(viewer!, other!, 'PASS')),
        ),
      ),
      ...leaving.map(leave),
    ])
    expect(warned).toEqual([])
    const staying = people.length - leaving.length
    const kept = await pairs()
    expect(kept.every(({ of }) => !of.some((slot) => leaving.includes(slot)))).toBe(true)
    expect(kept.flatMap(({ swipes }) => swipes)).toEqual(Array(staying * (staying - 1)).fill('PASS'))
    expect(swiped).toHaveLength(stored.filter(Boolean).length)
  },
)
