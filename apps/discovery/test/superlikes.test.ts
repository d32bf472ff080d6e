import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { sql } from '@kindred/db'

import { forgetKept } from '../src/jobs/forget-kept.js'
import { type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

it('says how many superlikes are left and when the next one comes back', async () => {
  const [alice, bob, carol] = await house.addPeople([{}, {}, {}])
  const ask = async () => house.discovery.getSuperlikes({}, await house.as(alice!))
  const superlike = async (targetUserId: string) =>
    house.discovery.like({ targetUserId, kind: 'SUPERLIKE', message: '' }, await house.as(alice!))
  expect(await ask()).toEqual({ left: 5, nextAt: undefined })
  const first = house.clock.now().getTime()
  await superlike(bob!)
  house.clock.advance(3_600_000)
  await superlike(carol!)
  expect(await ask()).toEqual({ left: 3, nextAt: new Date(first + 24 * 3_600_000) })
  house.clock.set(new Date(first + 24 * 3_600_000))
  expect(await ask()).toMatchObject({ left: 4 })
})

describe('the words of a superlike', () => {
  const sealed = async (writerId: string) =>
    house.db
      .selectFrom('sealed_words')
      .select(['reader_id', 'words'])
      .where('writer_id', '=', writerId)
      .execute()
  const superlike = async (from: string, targetUserId: string) =>
    house.discovery.like({ targetUserId, kind: 'SUPERLIKE', message: 'a threat' }, await house.as(from))
  const twoOfThem = async () => {
    const [writer, reader] = (await house.addPeople([{}, {}])) as [string, string]
    await superlike(writer, reader)
    expect(await sealed(writer)).toEqual([])
    return { writer, kept: [{ reader_id: reader, words: 'a threat' }], reader }
  }

  it('the words of a superlike are sealed for 30 days when their writer takes them back', async () => {
    const { writer, kept } = await twoOfThem()
    await house.discovery.undo({}, await house.as(writer))
    expect(await sealed(writer)).toEqual(kept)
    const age = (days: number) =>
      sql`update sealed_words set keep_until = keep_until - make_interval(days => ${days}::int)`.execute(
        house.db,
      )
    const forget = () => forgetKept({ db: house.db, clock: house.clock })
    await age(29)
    await forget()
    expect(await sealed(writer)).toEqual(kept)
    await age(1)
    await forget()
    expect(await sealed(writer)).toEqual([])
  })

  it.each(['writer', 'reader'] as const)(
    'the words of a superlike are sealed when their %s leaves',
    async (who) => {
      const two = await twoOfThem()
      await house.removePerson(two[who])
      expect(await sealed(two.writer)).toEqual(two.kept)
    },
  )
})
