import { createHash } from 'node:crypto'

import { describe, expect, it, vi } from 'vitest'

import type { LostSight, WatchLostSightResponse } from '@kindred/contracts/discovery'
import type { ServiceTokens } from '@kindred/identity'
import { testLog } from '@kindred/testkit'

import { type FollowOptions, followSight } from './follow-sight.js'
import { createSight } from './sight.js'

const [alice, dave, bella] = ['alice', 'dave', 'bella']
const lost = (viewerId: string, ownerId: string, ownBlock = false): LostSight => ({
  viewerId,
  ownerId,
  ownBlock,
})
const says = (...all: LostSight[]): WatchLostSightResponse => ({ lost: all, regained: [], complete: true })

function open() {
  let now = new Date('2026-11-22T12:00:00Z').getTime()
  const sight = createSight({ now: () => new Date(now) })
  return { sight, pass: (ms: number) => void (now += ms) }
}

describe('what discovery tells', () => {
  it('is passed on when somebody may see somebody again, by a change or by a list that comes anew', () => {
    const { sight } = open()
    const heard: boolean[] = []
    sight.onRegained(() => heard.push(sight.isLost(dave, alice)))
    sight.take(says(lost(dave, alice)), true)
    sight.take(says(lost(dave, bella)), false)
    expect(heard).toEqual([true])
    sight.take({ lost: [], regained: [lost(dave, alice)], complete: true }, false)
    expect(heard).toEqual([true, false])
    sight.take(says(), true)
    expect(heard).toHaveLength(3)
  })

  it('holds for the two in the direction told, until it is taken back', () => {
    const { sight } = open()
    sight.take(says(lost(dave, alice)), true)
    expect([sight.isLost(dave, alice), sight.isLost(alice, dave), sight.isLost(dave, bella)]).toEqual([
      true,
      false,
      false,
    ])
    sight.take({ lost: [], regained: [lost(dave, alice)], complete: true }, false)
    expect(sight.isLost(dave, alice)).toBe(false)
  })

  it('leaves the blocked in the list of whoever blocked, and of nobody else', () => {
    const { sight } = open()
    sight.take(says(lost(alice, dave, true), lost(dave, alice)), true)
    expect([sight.isLost(alice, dave), sight.isLostInBlocks(alice, dave)]).toEqual([true, false])
    expect([sight.isLost(dave, alice), sight.isLostInBlocks(dave, alice)]).toEqual([true, true])
  })

  it('may be about everybody, on either side', () => {
    const { sight } = open()
    const hash = createHash('sha256').update(alice).digest('hex')
    sight.take(says(lost('', hash), lost(hash, '')), true)
    expect([sight.isLost(dave, alice), sight.isLost(alice, bella), sight.isLost(dave, bella)]).toEqual([
      true,
      true,
      false,
    ])
    expect(sight.isLostInBlocks(dave, alice)).toBe(true)
  })

  it('takes the place of an earlier list only once all of it is told', async () => {
    const { sight } = open()
    expect(await sight.known(1)).toBe(false)
    sight.take({ ...says(lost(dave, alice)), complete: false }, true)
    expect([sight.isLost(dave, alice), await sight.known(1)]).toEqual([false, false])
    sight.take(says(), false)
    expect([sight.isLost(dave, alice), await sight.known(1)]).toEqual([true, true])
    sight.take({ ...says(lost(dave, bella)), complete: false }, true)
    expect([sight.isLost(dave, alice), sight.isLost(dave, bella)]).toEqual([true, false])
    sight.take(says(), false)
    expect([sight.isLost(dave, alice), sight.isLost(dave, bella)]).toEqual([false, true])
  })
})

describe('what this gateway saw', () => {
  it('holds at once, both ways, over a list that is older, until discovery must have told it', async () => {
    const { sight, pass } = open()
    await sight.blocked(alice, dave)
    sight.take(says(), true)
    expect([sight.isLost(alice, dave), sight.isLost(dave, alice)]).toEqual([true, true])
    expect([sight.isLostInBlocks(alice, dave), sight.isLostInBlocks(dave, alice)]).toEqual([false, true])
    pass(10_001)
    expect([sight.isLost(alice, dave), sight.isLost(dave, alice)]).toEqual([false, false])
  })

  it('is taken back with the block, but for what discovery told', async () => {
    const { sight } = open()
    await sight.blocked(alice, dave)
    sight.unblocked(alice, dave)
    expect(sight.isLost(dave, alice)).toBe(false)
    await sight.blocked(alice, dave)
    sight.take(says(lost(dave, alice)), true)
    sight.unblocked(alice, dave)
    expect([sight.isLost(alice, dave), sight.isLost(dave, alice)]).toEqual([false, true])
  })

  it('is heard by all who asked before the block is answered', async () => {
    const { sight } = open()
    const told: string[] = []
    sight.onBlocked(async (one, other) => {
      await Promise.resolve()
      told.push(one, other)
    })
    await sight.blocked(alice, dave)
    expect(told).toEqual([alice, dave])
  })
})

it('keeps what it knows while discovery is away, and takes the whole list of the next stream', async () => {
  const { sight } = open()
  const lists = [says(lost(dave, alice)), says(lost(dave, bella))]
  let fail = (): void => undefined
  async function* watchLostSight() {
    const next = lists.shift()
    if (next === undefined) throw new Error('discovery is away')
    yield next
    await new Promise<void>((_, reject) => (fail = () => reject(new Error('the stream broke'))))
  }
  const serviceTokens: ServiceTokens = { issue: async () => 'a token' }
  const clients = { discovery: { watchLostSight } } as unknown as FollowOptions['clients']
  const leave = followSight(sight, { clients, serviceTokens, log: testLog })
  await vi.waitFor(() => expect(sight.isLost(dave, alice)).toBe(true))
  fail()
  await vi.waitFor(
    () => expect([sight.isLost(dave, alice), sight.isLost(dave, bella)]).toEqual([false, true]),
    10_000,
  )
  fail()
  await vi.waitFor(() => expect(lists).toEqual([]))
  expect(sight.isLost(dave, bella)).toBe(true)
  leave()
})
