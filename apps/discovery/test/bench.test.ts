import { createHash } from 'node:crypto'

import { beforeAll, expect, it } from 'vitest'

import { makePeople } from '../bench/make-people.js'
import { Oracle } from '../bench/oracle.js'
import { makePairs } from '../bench/pairs.js'
import { fillIndex } from '../bench/paths.js'
import { type People, rural } from '../bench/people.js'
import { questionOf } from '../bench/questions.js'
import { Relations } from '../bench/relations.js'
import { chooseViewers } from '../bench/viewers.js'

/** Checks the people that the bench makes up. Nothing is timed here. */
const count = 2_000
const now = new Date('2026-03-01T12:00:00Z')
const options = { count, seed: 7, nowHour: Math.floor(now.getTime() / 3_600_000) }
let people: People
beforeAll(() => {
  people = makePeople(options)
})

const slots = Array.from({ length: count }, (_, at) => at + 1)
const share = (test: (slot: number) => boolean): number => slots.filter(test).length / count

function digest(made: People, seed: number): string {
  const hash = createHash('sha256')
  for (const column of [made.cell, made.rank, made.traits, made.accepted, made.interests0, made.maxKm])
    hash.update(column)
  for (const batch of makePairs(made, seed))
    hash.update(batch.lower.subarray(0, batch.length)).update(batch.lowerSwipe)
  return hash.digest('hex')
}

it('makes the same people and pairs for the same seed, and others for another', () => {
  expect(digest(makePeople(options), 1)).toBe(digest(people, 1))
  expect(digest(makePeople({ ...options, seed: 8 }), 1)).not.toBe(digest(people, 1))
})

it('makes people like people: a large city, the country, all ages, some away', () => {
  expect(share((slot) => people.home[slot] === rural)).toBeCloseTo(0.15, 1)
  expect(share((slot) => people.home[slot] === 0)).toBeCloseTo(0.1, 1)
  expect(share((slot) => people.gender[slot] === 0)).toBeCloseTo(0.43, 1)
  expect(share((slot) => options.nowHour - people.activeHour[slot]! >= 720)).toBeCloseTo(0.17, 1)
  expect(share((slot) => people.maxKm[slot]! >= 25 && people.maxKm[slot]! <= 100)).toBeGreaterThan(0.7)
  expect(share((slot) => people.minAge[slot]! >= 18 && people.minAge[slot]! <= people.maxAge[slot]!)).toBe(1)
})

it('makes each pair once, lower slot first, half of the swipes on either side', () => {
  const seen = new Set<number>()
  const swipes = [0, 0]
  for (const batch of makePairs(people, 1)) {
    for (let at = 0; at < batch.length; at++) {
      expect(batch.lower[at]).toBeLessThan(batch.upper[at]!)
      seen.add(batch.lower[at]! * (count + 1) + batch.upper[at]!)
      swipes[0]! += Math.sign(batch.lowerSwipe[at]!)
      swipes[1]! += Math.sign(batch.upperSwipe[at]!)
    }
    expect(seen.size).toBe(batch.length)
  }
  expect((swipes[0]! + swipes[1]!) / count).toBeGreaterThan(20)
  expect(swipes[0]! / (swipes[0]! + swipes[1]!)).toBeCloseTo(0.5, 1)
})

it('has an oracle that agrees with the people in memory, to the last slot, score and kilometre', () => {
  const viewers = Object.values(
    chooseViewers(people, 1, { dense: 40, sparse: 40, heavy: 10, mix: 60 }),
  ).flat()
  const relations = new Relations(count, viewers)
  for (const batch of makePairs(people, 1)) relations.watch(batch)
  const index = fillIndex(people)
  const oracle = new Oracle(people, now)
  let found = 0
  for (const viewer of viewers) {
    const truth = oracle.answer(viewer, relations.of(viewer)).slice(0, 20)
    expect(index.find(questionOf(people, viewer, now), relations.of(viewer), 20)).toEqual(truth)
    found += truth.length
  }
  expect(found).toBeGreaterThan(200)
})
