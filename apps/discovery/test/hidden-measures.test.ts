import { afterAll, beforeAll, expect, it } from 'vitest'

import { Privacy, type ProfileChanged } from '@kindred/contracts/profile'
import { sql } from '@kindred/db'

import { coarseMatching } from '../src/migrations/0017-coarse-matching.js'
import { cellAt, type Discovery, type Path, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const paths = ['memory', 'sql'] as const
const first = { pageSize: 50, pageToken: '', filters: undefined }
const hideAge = Privacy.fromPartial({ hideAge: true })
const hideDistance = Privacy.fromPartial({ hideDistance: true })
/** Within one area and two of its cells; the viewer is elsewhere. */
const [here, near, far] = [cellAt(56.95, 24.11), cellAt(57.2, 24.6), cellAt(57.2, 24.66)]

type Preferences = NonNullable<ProfileChanged['preferences']>
const anybody: Preferences = {
  wantedGenders: ['WOMAN', 'MAN', 'NONBINARY'],
  minAge: 18,
  maxAge: 100,
  maxDistanceKm: 500,
  widenDistance: false,
}

/** Somebody whose wishes change with every question, as of whoever tries to measure others. */
async function measurer(cell: string) {
  const [userId] = (await house.addPeople([{ cell, preferences: anybody }])) as [string]
  let version = 1
  const wish = (narrow: Partial<Preferences>) =>
    house.addPeople([{ userId, cell, version: ++version, preferences: { ...anybody, ...narrow } }])
  return {
    userId,
    async deck(path: Path, narrow: Partial<Preferences>): Promise<string[]> {
      await wish(narrow)
      const { discovery } = await house.answeringBy(path)
      const { candidates } = await discovery.listCandidates(first, await house.as(userId))
      return candidates.map((candidate) => candidate.userId)
    },
    async likes(narrow: Partial<Preferences>): Promise<string[]> {
      await wish(narrow)
      const { likes } = await house.discovery.listLikes(
        { pageSize: 50, pageToken: '' },
        await house.as(userId),
      )
      return likes.map(({ candidate }) => candidate!.userId)
    },
  }
}

/** Which of these people are shown, for each of the narrow wishes. */
async function shownTo(
  ask: (narrow: Partial<Preferences>) => Promise<string[]>,
  wishes: readonly Partial<Preferences>[],
  people: readonly string[],
): Promise<boolean[][]> {
  const answers: boolean[][] = []
  for (const wish of wishes) {
    const shown = await ask(wish)
    answers.push(people.map((userId) => shown.includes(userId)))
  }
  return answers
}

const years = Array.from({ length: 12 }, (_, at) => ({ minAge: 22 + at, maxAge: 22 + at }))
const kilometres = Array.from({ length: 30 }, (_, at) => ({ maxDistanceKm: 30 + at }))
const bornFrom2 = ['1995-02-03', '1999-11-30'] as const

it.each(paths)(
  'a search by single years tells nobody who hides the age from others of five years of birth, by %s',
  async (path) => {
    const people = await house.addPeople(
      bornFrom2.map((birthDate) => ({ cell: here, birthDate, privacy: hideAge })),
    )
    const open = await house.addPeople(bornFrom2.map((birthDate) => ({ cell: here, birthDate })))
    const viewer = await measurer(here)
    const hidden = await shownTo((narrow) => viewer.deck(path, narrow), years, people)
    expect(hidden.filter(([one, other]) => one !== other)).toEqual([])
    expect(hidden.filter(([one]) => one)).toHaveLength(1)
    const told = await shownTo((narrow) => viewer.deck(path, narrow), years, open)
    expect(told.filter(([one, other]) => one !== other)).toHaveLength(2)
  },
)

it('the likes that somebody who hides the age gave tell no more, nor does what the other wants', async () => {
  const people = await house.addPeople(
    bornFrom2.map((birthDate) => ({ cell: here, birthDate, privacy: hideAge })),
  )
  const viewer = await measurer(here)
  for (const userId of people)
    await house.discovery.like(
      { targetUserId: viewer.userId, kind: 'LIKE', message: '' },
      await house.as(userId),
    )
  const liked = await shownTo(viewer.likes, years, people)
  expect(liked.filter(([one, other]) => one !== other)).toEqual([])
  expect(liked.filter(([one]) => one)).toHaveLength(1)
})

it.each(paths)(
  'whom an age excludes is the same for all of five years of birth who hide theirs, by %s',
  async (path) => {
    const people = await house.addPeople(
      bornFrom2.map((birthDate) => ({ cell: here, birthDate, privacy: hideAge })),
    )
    const { discovery } = await house.answeringBy(path)
    for (const age of [27, 28, 29, 30, 31]) {
      const [target] = (await house.addPeople([
        { cell: here, preferences: { ...anybody, minAge: age, maxAge: age } },
      ])) as [string]
      const met = await Promise.all(
        people.map(async (userId) => {
          const { candidates } = await discovery.listCandidates(first, await house.as(userId))
          const like = { targetUserId: target, kind: 'LIKE', message: '' } as const
          const answer = discovery.like(like, await house.as(userId)).then(
            () => true,
            () => false,
          )
          return [candidates.some((candidate) => candidate.userId === target), await answer]
        }),
      )
      expect(met[0], String(age)).toEqual(met[1])
    }
  },
)

it.each(paths)(
  'a search kilometre by kilometre tells nobody who hides the distance from others of the area, by %s',
  async (path) => {
    const people = await house.addPeople([near, far].map((cell) => ({ cell, privacy: hideDistance })))
    const open = await house.addPeople([near, far].map((cell) => ({ cell })))
    const viewer = await measurer(here)
    const hidden = await shownTo((narrow) => viewer.deck(path, narrow), kilometres, people)
    expect(hidden.filter(([one, other]) => one !== other)).toEqual([])
    expect(new Set(hidden.map(([one]) => one))).toEqual(new Set([false, true]))
    const told = await shownTo((narrow) => viewer.deck(path, narrow), kilometres, open)
    expect(told.filter(([one, other]) => one !== other).length).toBeGreaterThan(1)
  },
)

it('whoever hid age and distance before matching was coarse is matched as coarsely after the migration', async () => {
  const privacy = Privacy.fromPartial({ hideAge: true, hideDistance: true })
  const [userId] = (await house.addPeople([{ cell: far, privacy }])) as [string]
  const stored = () =>
    house.db
      .selectFrom('candidate')
      .innerJoin('person', 'person.slot', 'candidate.slot')
      .select(['candidate.cell', 'birth_day', 'x', 'y', 'z'])
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow()
  const coarse = await stored()
  await sql`update candidate set birth_day = 9000, cell = 1, x = 0, y = 0, z = 1 where slot = (select slot from person where user_id = ${userId})`.execute(
    house.db,
  )
  await coarseMatching.up(house.db as never)
  expect(await stored()).toEqual(coarse)
})
