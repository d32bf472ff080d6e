import { createHash } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { type LostSight, MatchEnded } from '@kindred/contracts/discovery'
import { sql } from '@kindred/db'

import { removeOldLostSight } from '../src/store/sight.js'
import { type Discovery, type Instance, startDiscovery } from './fixture.js'

let house: Discovery
let other: Instance
beforeAll(async () => {
  house = await startDiscovery()
  other = await house.another()
})
afterAll(() => house.stop())

const soon = { interval: 10 }
const as = (userId: string) => house.as(userId)
const two = async () => (await house.addPeople([{}, {}])) as [string, string]
const like = async (from: string, targetUserId: string) =>
  house.discovery.like({ targetUserId, kind: 'LIKE', message: '' }, await as(from))
const block = async (from: string, targetUserId: string) => {
  await house.show(from, targetUserId)
  return house.discovery.block({ targetUserId }, await as(from))
}
const unblock = async (from: string, userId: string) => house.discovery.unblock({ userId }, await as(from))

/** The list as a gateway has it that follows an instance, until it leaves. */
async function watch(at: Pick<Instance, 'discovery'>) {
  const gone = new AbortController()
  const list = new Map<string, LostSight>()
  const state = { complete: false }
  const options = { token: await house.serviceToken('gateway'), signal: gone.signal }
  const done = (async () => {
    for await (const { lost, regained, complete } of at.discovery.watchLostSight({}, options)) {
      for (const one of lost) list.set(`${one.viewerId} ${one.ownerId}`, one)
      for (const one of regained) list.delete(`${one.viewerId} ${one.ownerId}`)
      state.complete = complete
    }
  })().catch(() => undefined)
  await vi.waitFor(() => expect(state.complete).toBe(true), { timeout: 60_000 })
  /** Whether the first is in the list as a viewer of the second, and as one whose own block it is. */
  const of = (viewer: string, owner: string) => {
    const found = list.get(`${viewer} ${owner}`)
    return found === undefined ? 'sees' : found.ownBlock ? 'blocked' : 'lost'
  }
  return { of, leave: () => (gone.abort(), done) }
}

describe('the list of who may see whom no longer', () => {
  it.each([
    ['the same instance', () => house],
    ['another instance', () => other],
  ])('lost sight is soon told to who follows %s', async (_where, at) => {
    const [alice, dave] = await two()
    const list = await watch(at())
    await block(alice, dave)
    await vi.waitFor(
      () => expect([list.of(alice, dave), list.of(dave, alice)]).toEqual(['blocked', 'lost']),
      soon,
    )
    await unblock(alice, dave)
    await vi.waitFor(
      () => expect([list.of(alice, dave), list.of(dave, alice)]).toEqual(['sees', 'sees']),
      soon,
    )
    await list.leave()
  })

  it('the list of lost sight is told from the beginning to a follower who comes later', async () => {
    const [alice, dave] = await two()
    await block(alice, dave)
    const list = await watch(other)
    expect([list.of(alice, dave), list.of(dave, alice)]).toEqual(['blocked', 'lost'])
    await list.leave()
  })

  it('both people of an ended match lose sight of each other, also when a later block is lifted', async () => {
    const [alice, dave] = await two()
    await like(alice, dave)
    const { match } = await like(dave, alice)
    const list = await watch(other)
    await house.discovery.unmatch({ matchId: match!.matchId, farewell: false }, await as(alice))
    await vi.waitFor(
      () => expect([list.of(alice, dave), list.of(dave, alice)]).toEqual(['lost', 'lost']),
      soon,
    )
    await block(alice, dave)
    await vi.waitFor(() => expect(list.of(alice, dave)).toBe('blocked'), soon)
    await unblock(alice, dave)
    await vi.waitFor(
      () => expect([list.of(alice, dave), list.of(dave, alice)]).toEqual(['lost', 'lost']),
      soon,
    )
    await list.leave()
  })

  it('everybody loses sight of a person who left, and the person of everybody', async () => {
    const [alice, dave] = await two()
    await block(alice, dave)
    const list = await watch(other)
    const hash = createHash('sha256').update(alice).digest('hex')
    await house.removePerson(alice)
    await vi.waitFor(() => expect([list.of('', hash), list.of(hash, '')]).toEqual(['lost', 'lost']), soon)
    expect([list.of(alice, dave), list.of(dave, alice)]).toEqual(['sees', 'sees'])
    await list.leave()
  })

  it('lost sight is told even when the notification is lost or every connection to the database was cut', async () => {
    const [alice, dave] = await two()
    const list = await watch(other)
    const row = { own_block: false, expires_at: new Date(Date.now() + 60_000) }
    await house.db
      .insertInto('lost_sight')
      .values({ viewer: dave, owner: alice, ...row })
      .execute()
    await vi.waitFor(() => expect(list.of(dave, alice)).toBe('lost'), { timeout: 60_000 })
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(house.db)
    await vi.waitFor(() => block(alice, dave), { timeout: 60_000, interval: 50 })
    await vi.waitFor(() => expect(list.of(alice, dave)).toBe('blocked'), { timeout: 60_000 })
    await list.leave()
  })

  it('lost sight is forgotten once no address of a photo can be that old', async () => {
    const [alice, dave] = await two()
    const list = await watch(other)
    await block(alice, dave)
    await vi.waitFor(() => expect(list.of(dave, alice)).toBe('lost'), soon)
    await house.db
      .updateTable('lost_sight')
      .set({ expires_at: new Date(0) })
      .execute()
    await vi.waitFor(() => expect([list.of(alice, dave), list.of(dave, alice)]).toEqual(['sees', 'sees']), {
      timeout: 60_000,
    })
    await removeOldLostSight(house.db)
    expect(await house.db.selectFrom('lost_sight').selectAll().execute()).toEqual([])
    await list.leave()
  })

  it('lost sight is told to services only', async () => {
    const [alice] = await two()
    const options = await as(alice)
    const first = async () => {
      for await (const message of house.discovery.watchLostSight({}, options)) return message
    }
    await expect(first()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('the answer to a block', () => {
  it('the answer to a block waits until chat has ended the conversation, but not for ever', async () => {
    await house.keepEvents([MatchEnded.$type])
    const [alice, dave] = await two()
    await like(alice, dave)
    const { match } = await like(dave, alice)
    let answered = false
    const blocking = block(alice, dave).then(() => (answered = true))
    const waiting = house.db
      .selectFrom('outbox_event')
      .select('id')
      .where('aggregate_id', '=', match!.matchId)
    await expect.poll(async () => (await waiting.execute()).length, { timeout: 60_000 }).toBe(1)
    expect(answered).toBe(false)
    await house.db.deleteFrom('outbox_event').where('aggregate_id', '=', match!.matchId).execute()
    await blocking
    // Nobody takes this one: the answer comes all the same.
    const [bella, bob] = await two()
    await like(bella, bob)
    await like(bob, bella)
    await block(bella, bob)
    expect(answered).toBe(true)
  })
})
