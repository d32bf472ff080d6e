import { randomBytes } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { ProfileChanged } from '@kindred/contracts/profile'
import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { forgetKept } from '../src/jobs/forget-kept.js'
import { cellAt, type Discovery, type Path, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

let meridian = -170
const elsewhere = () => cellAt(20, (meridian += 3))

/** Somebody with a key of their own, at a place of the test. */
class Human {
  readonly key = randomBytes(32)
  userId = ''

  constructor(readonly cell: string) {}

  /** A new account of the same person, and its profile. */
  async arrive(profile: Partial<ProfileChanged> = {}): Promise<this> {
    this.userId = newId()
    await house.openAccounts([this.userId], this.key)
    await house.addPeople([{ cell: this.cell, ...profile, userId: this.userId }])
    return this
  }
  leave = async () => house.removePerson(this.userId)
  as = async () => house.as(this.userId)
  sees = async (path: Path = 'memory') => {
    const { discovery } = await house.answeringBy(path)
    const asked = { pageSize: 50, pageToken: '', filters: undefined }
    const { candidates } = await discovery.listCandidates(asked, await this.as())
    return candidates.map(({ userId }) => userId)
  }
  like = async (other: Human, kind: 'LIKE' | 'SUPERLIKE' = 'LIKE') =>
    house.discovery.like({ targetUserId: other.userId, kind, message: '' }, await this.as())
  block = async (other: Human) => {
    await house.show(this.userId, other.userId)
    return house.discovery.block({ targetUserId: other.userId }, await this.as())
  }
  unblock = async (other: Human) => house.discovery.unblock({ userId: other.userId }, await this.as())
  blocks = async () => {
    const { blocks } = await house.discovery.listBlocks({ pageSize: 0, pageToken: '' }, await this.as())
    return blocks.map(({ userId }) => userId)
  }
  superlikesLeft = async () => (await house.discovery.getSuperlikes({}, await this.as())).left
}

const people = async (count: number): Promise<Human[]> => {
  const cell = elsewhere()
  return Promise.all(Array.from({ length: count }, () => new Human(cell).arrive()))
}

const refused = { code: 'TARGET_NOT_FOUND', kind: 'notFound' }
async function areApart(one: Human, other: Human): Promise<void> {
  for (const path of ['memory', 'sql'] as const) {
    expect(await one.sees(path)).not.toContain(other.userId)
    expect(await other.sees(path)).not.toContain(one.userId)
  }
  await expect(one.like(other)).rejects.toMatchObject(refused)
  await expect(other.like(one)).rejects.toMatchObject(refused)
}

describe('a block', () => {
  it('a block holds when the blocked one comes back, whose new account the blocker is not shown', async () => {
    const [alice, dave, carol] = (await people(3)) as [Human, Human, Human]
    await alice.block(dave)
    await dave.leave()
    await dave.arrive({ name: 'Somebody else' })
    await areApart(alice, dave)
    expect(await dave.sees()).toEqual([carol.userId])
    expect(await alice.blocks()).toEqual([])
    await alice.unblock(dave)
    await areApart(alice, dave)
  })

  it('a block holds when the blocker comes back, who finds it in the list and may lift it', async () => {
    const [alice, dave] = (await people(2)) as [Human, Human]
    await alice.block(dave)
    await alice.leave()
    await alice.arrive()
    await areApart(alice, dave)
    expect([await alice.blocks(), await dave.blocks()]).toEqual([[dave.userId], []])
    await alice.unblock(dave)
    expect([await alice.sees(), await dave.sees()]).toEqual([[dave.userId], [alice.userId]])
  })

  it.each([
    { first: 0, then: 1, gone: [0, 1] },
    { first: 1, then: 0, gone: [0, 1] },
    { first: 0, then: 1, gone: [1, 0] },
  ])('holds when both leave ($gone) and come back, $first first', async ({ first, then, gone }) => {
    const both = (await people(2)) as [Human, Human]
    const [alice, dave] = both
    await alice.block(dave)
    for (const at of gone) await both[at]!.leave()
    await both[first]!.arrive()
    await both[then]!.arrive()
    await areApart(alice, dave)
    expect(await alice.blocks()).toEqual([])
  })

  it('a block holds when both come back at the same moment, time after time', async () => {
    const [alice, dave] = (await people(2)) as [Human, Human]
    await alice.block(dave)
    await dave.block(alice).catch(() => undefined)
    for (let time = 0; time < 8; time++) {
      await Promise.all([alice.leave(), dave.leave()])
      await Promise.all([alice.arrive(), dave.arrive()])
      await areApart(alice, dave)
    }
  })

  it('a block holds when the new account is told before the deletion of the old one', async () => {
    const [alice, dave, carol] = (await people(3)) as [Human, Human, Human]
    await alice.block(dave)
    await carol.like(dave)
    const old = dave.userId
    await dave.arrive()
    expect(await alice.sees()).toEqual([carol.userId])
    expect(await carol.sees()).not.toContain(old)
    await areApart(alice, dave)
    await house.removePerson(old)
    await areApart(alice, dave)
  })

  it('a block from before person keys were told holds as well, whenever the keys come', async () => {
    const [alice, dave, bob] = (await people(3)) as [Human, Human, Human]
    // As the migration of a database with people leaves it.
    const users = [alice.userId, dave.userId, bob.userId]
    await sql`update account set key = sha256(user_id::text::bytea) where user_id = any(${users}::uuid[])`.execute(
      house.db,
    )
    for (const blocked of [dave, bob]) await alice.block(blocked)
    const [davesOld, bobsOld] = [dave.userId, bob.userId]
    await dave.leave()
    // Auth says whose the account was only when it deals with the deletion: here behind the new account, or before the deletion is known.
    await dave.arrive()
    await house.openAccounts([davesOld], dave.key)
    await areApart(alice, dave)
    await house.openAccounts([bobsOld], bob.key)
    await bob.leave()
    await house.openAccounts([alice.userId], alice.key)
    await bob.arrive()
    await areApart(alice, bob)
    await alice.leave()
    await alice.arrive()
    await areApart(alice, bob)
    await areApart(alice, dave)
  })

  it('a kept block is forgotten a year after its last use, and not before', async () => {
    const [alice, dave, bob] = (await people(3)) as [Human, Human, Human]
    for (const blocked of [dave, bob]) await alice.block(blocked)
    for (const one of [dave, bob]) await one.leave()
    const age = (one: Human, interval: string) =>
      sql`update kept_block set used_at = now() - ${interval}::interval where blocked = ${one.key}`.execute(
        house.db,
      )
    await age(dave, '12 months 1 hour')
    await age(bob, '12 months -1 hour')
    await forgetKept(house)
    await Promise.all([dave.arrive(), bob.arrive()])
    expect((await alice.sees()).toSorted()).toEqual([dave.userId])
    await areApart(alice, bob)
  })

  it('nothing is kept of people without blocks', async () => {
    const [alice, dave] = (await people(2)) as [Human, Human]
    await alice.like(dave)
    await Promise.all([alice.leave(), dave.leave()])
    const keys = [alice.key, dave.key]
    const { rows } = await sql<{ count: number }>`
      select ((select count(*) from kept_block where blocker = any(${keys}) or blocked = any(${keys}))
        + (select count(*) from account where key = any(${keys})))::integer as count`.execute(house.db)
    expect(rows).toEqual([{ count: 0 }])
  })
})

describe('a superlike that was given', () => {
  it('a superlike is not given back by an undo', async () => {
    const [alice, bob] = (await people(2)) as [Human, Human]
    await alice.like(bob, 'SUPERLIKE')
    await house.discovery.undo({}, await alice.as())
    expect(await alice.superlikesLeft()).toBe(4)
    const { likes } = await house.discovery.listLikes({ pageSize: 0, pageToken: '' }, await bob.as())
    expect(likes).toEqual([])
    for (let time = 0; time < 4; time++) {
      await alice.like(bob, 'SUPERLIKE')
      await house.discovery.undo({}, await alice.as())
    }
    await expect(alice.like(bob, 'SUPERLIKE')).rejects.toMatchObject({ code: 'SUPERLIKES_USED_UP' })
    house.clock.advance(24 * 3_600_000)
    expect(await alice.superlikesLeft()).toBe(5)
  })

  it('a superlike is not given back when its target leaves, nor when its giver does', async () => {
    const [alice, ...others] = (await people(8)) as [Human, ...Human[]]
    for (const other of others.slice(0, 5)) await alice.like(other, 'SUPERLIKE')
    await others[0]!.leave()
    expect(await alice.superlikesLeft()).toBe(0)
    await alice.leave()
    await alice.arrive()
    expect(await alice.superlikesLeft()).toBe(0)
    await expect(alice.like(others[6]!, 'SUPERLIKE')).rejects.toMatchObject({ code: 'SUPERLIKES_USED_UP' })
    house.clock.advance(24 * 3_600_000)
    expect(await alice.like(others[6]!, 'SUPERLIKE')).toMatchObject({ matched: false })
  })
})

describe('a profile whose account is not known yet', () => {
  it('a profile whose account is not known yet is seen by nobody and sees nobody', async () => {
    const [alice, dave] = (await people(2)) as [Human, Human]
    await alice.block(dave)
    await dave.leave()
    dave.userId = newId()
    await house.addPeople([{ userId: dave.userId, cell: dave.cell, name: 'First' }])
    await house.addPeople([{ userId: dave.userId, cell: dave.cell, version: 3, name: 'Third' }])
    await house.addPeople([{ userId: dave.userId, cell: dave.cell, version: 2, name: 'Second' }])
    await expect(dave.sees()).rejects.toMatchObject({ code: 'VIEWER_NOT_READY' })
    expect(await alice.sees()).toEqual([])
    await expect(alice.like(dave)).rejects.toMatchObject(refused)
    const bob = await new Human(dave.cell).arrive()
    await expect(bob.like(dave)).rejects.toMatchObject(refused)
    await house.openAccounts([dave.userId], dave.key)
    await areApart(alice, dave)
    expect(await dave.sees()).toEqual([bob.userId])
    await bob.like(dave)
    const { match } = await dave.like(bob)
    expect(match).toBeDefined()
    const { matches } = await house.discovery.listMatches({ pageSize: 0, pageToken: '' }, await bob.as())
    expect(matches.map(({ name }) => name)).toEqual(['Third'])
  })

  it('a profile that waited for its account is forgotten with its deletion', async () => {
    const userId = newId()
    await house.addPeople([{ userId }])
    await house.removePerson(userId)
    await house.openAccounts([userId])
    const { rows } = await sql<{ count: number }>`
      select ((select count(*) from waiting_profile where user_id = ${userId})
        + (select count(*) from account where user_id = ${userId})
        + (select count(*) from person where user_id = ${userId}))::integer as count`.execute(house.db)
    expect(rows).toEqual([{ count: 0 }])
  })
})
