import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { cellAt, type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const hour = 3_600_000
const as = (userId: string) => house.as(userId)
const knows = async (userId: string, otherId: string) =>
  house.discovery.knowsPerson({ userId, otherId }, { token: await house.serviceToken('safety') })
const isKnown = async (userId: string, otherId: string) => (await knows(userId, otherId)).known
const like = async (from: string, targetUserId: string, message = '') =>
  house.discovery.like({ targetUserId, kind: message === '' ? 'LIKE' : 'SUPERLIKE', message }, await as(from))
const block = async (from: string, targetUserId: string) => {
  await house.show(from, targetUserId)
  return house.discovery.block({ targetUserId }, await as(from))
}
/** A pair of a place of its own. */
let place = -170
const pair = async () => {
  const cell = cellAt(35, (place += 5))
  return (await house.addPeople([{ cell }, { cell }])) as [string, string]
}
/** As if so many days had gone by since two people came apart, and since words were sealed. */
const age = async (days: number) => {
  await sql`update pair set lower_blocked_at = lower_blocked_at - make_interval(days => ${days}::int),
    upper_blocked_at = upper_blocked_at - make_interval(days => ${days}::int),
    ended_at = ended_at - make_interval(days => ${days}::int)`.execute(house.db)
  await sql`update sealed_words set keep_until = keep_until - make_interval(days => ${days}::int)`.execute(
    house.db,
  )
}

describe('who has met whom', () => {
  it('is asked by services alone', async () => {
    const [alice, bob] = await pair()
    await expect(
      house.discovery.knowsPerson({ userId: alice, otherId: bob }, await as(alice)),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('a person knows neither nobody nor a stranger, nor does nobody know a person', async () => {
    const [alice, bob] = await pair()
    const nothing = { known: false, words: [] }
    expect(await knows(alice, bob)).toEqual(nothing)
    expect(await knows(alice, newId())).toEqual(nothing)
    expect(await knows(newId(), alice)).toEqual(nothing)
  })

  it('a person knows whom a deck showed within the hour, and a match', async () => {
    const [alice, bob] = await pair()
    await house.show(alice, bob)
    expect([await isKnown(alice, bob), await isKnown(bob, alice)]).toEqual([true, false])
    house.clock.advance(hour + 1)
    expect(await isKnown(alice, bob)).toBe(false)
    await like(alice, bob)
    await like(bob, alice)
    expect([await isKnown(alice, bob), await isKnown(bob, alice)]).toEqual([true, true])
  })

  it('a person knows whom the person blocked, as long as the block is in the list, and not by whom the person was blocked', async () => {
    const [alice, bob] = await pair()
    await block(alice, bob)
    house.clock.advance(24 * hour)
    expect([await isKnown(alice, bob), await isKnown(bob, alice)]).toEqual([true, false])
    await house.discovery.unblock({ userId: bob }, await as(alice))
    expect(await isKnown(alice, bob)).toBe(false)
  })

  it.each([
    ['a block by the writer', (alice: string, bob: string) => block(alice, bob)],
    ['the departure of the writer', (alice: string) => house.removePerson(alice)],
  ])('a person knows whose words came with a like, for 30 days after %s', async (_, part) => {
    const [alice, bob] = await pair()
    await like(alice, bob, 'You again!')
    const words = [{ writerId: alice, text: 'You again!', writtenAt: expect.any(Date) as Date }]
    expect(await knows(bob, alice)).toEqual({ known: true, words })
    expect(await knows(alice, bob)).toEqual({ known: false, words: [] })
    await part(alice, bob)
    expect(await knows(bob, alice)).toEqual({ known: true, words })
    await age(28)
    expect(await isKnown(bob, alice)).toBe(true)
    await age(5)
    expect(await knows(bob, alice)).toEqual({ known: false, words: [] })
  })

  it('the words of both come in the order in which they were written, those of a like that was taken back included', async () => {
    const [alice, bob] = await pair()
    await like(alice, bob, 'first')
    house.clock.advance(1_000)
    await house.discovery.undo({}, await as(alice))
    house.clock.advance(1_000)
    await like(bob, alice, 'second')
    expect((await knows(bob, alice)).words.map(({ writerId, text }) => [writerId, text])).toEqual([
      [alice, 'first'],
      [bob, 'second'],
    ])
  })
})
