import { latLngToCell } from 'h3-js'

import { type Place, placeOf } from '../src/domain/place.js'
import { weightUnits } from '../src/domain/score.js'
import type { Person, Search } from '../src/domain/search.js'
import { acceptedTraits, genders, traits, traitsBy } from '../src/domain/traits.js'
import { wordCount, type Words, wordsOf } from '../src/domain/words.js'

export const nowHour = 490_000
const today = Math.floor(nowHour / 24)

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number) {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    /** A whole number below `end`. */
    below: (end: number) => Math.floor(next() * end),
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!,
    chance: (probability: number) => next() < probability,
  }
}

export type Random = ReturnType<typeof createRandom>

/** Latitude and longitude. */
export type Anchor = readonly [number, number]

// A city, both poles, the antimeridian from both sides, and a place where H3 has a pentagon.
export const anchors: readonly Anchor[] = [
  [56.95, 24.11],
  [89.9, 10],
  [-89.9, -120],
  [-17, 179.9],
  [-17, -179.9],
  [39.1, 122.3],
]

function placeNear(random: Random, anchor: Anchor): Place {
  const spread = random.pick([0.02, 0.1, 0.3, 3])
  const normal = (): number => random.next() + random.next() + random.next() - 1.5
  let latitude = anchor[0] + spread * normal()
  let longitude = anchor[1] + (spread * normal()) / Math.max(0.05, Math.cos((anchor[0] * Math.PI) / 180))
  if (Math.abs(latitude) > 90) {
    latitude = Math.sign(latitude) * 180 - latitude
    longitude += 180
  }
  return placeOfCell(latLngToCell(latitude, ((((longitude + 180) % 360) + 360) % 360) - 180, 6))
}

const places = new Map<string, Place>()

function placeOfCell(cell: string): Place {
  const place = places.get(cell) ?? placeOf(cell)!
  places.set(cell, place)
  return place
}

function words(random: Random, count: number, most: number): Words {
  const positions = Array.from({ length: random.below(most + 1) }, () => random.below(count * 32))
  return wordsOf(random.chance(0.5) ? positions.map((position) => position % 8) : positions, count)
}

const wish = (random: Random, count: number): Words | undefined =>
  random.chance(0.1) ? words(random, count, 12) : undefined

/** Accepts many, or asks for more. */
function accepted(random: Random, strict = random.chance(0.3)): Words {
  const wantedGenders = random.pick([['WOMAN'], ['MAN', 'NONBINARY'], [...genders], [...genders]])
  const some = (answers: readonly string[]): readonly string[] => {
    const refused = random.pick(answers)
    return strict && random.chance(0.3) ? answers.filter((answer) => answer !== refused) : []
  }
  const filters = Object.fromEntries(traits.map(({ fact, answers }) => [fact.filter.key, some(answers)]))
  return acceptedTraits({ wantedGenders, filters })
}

/** Few different answers to each question. */
const answers = (random: Random): Words => traitsBy(({ answers }) => random.pick(answers.slice(0, 3)))

/** Somebody of the world; few different values, so that ranks and scores tie and limits are met exactly. */
export function makePerson(random: Random, slot: number, anchor = random.pick(anchors)): Person {
  const activeHour = nowHour - random.pick([-2, 0, 0, 1, 24, 200, 719, 719, 720, 721])
  return {
    slot,
    ...placeNear(random, anchor),
    activeHour,
    rank: activeHour * 1000 + 432 * random.pick([0, 500, 1000]) + 100_000 * random.below(6),
    birthDay: today - random.pick([7000, 9000, 11_000, 11_001, 15_000]),
    minAge: random.pick([18, 18, 18, 25, 30]),
    maxAge: random.pick([30, 40, 99, 99, 99]),
    maxKm: random.pick([1, 10, 50, 120, 500, 1000, 1000, 1000]),
    traits: answers(random),
    accepted: accepted(random),
    height: random.pick([0, 160, 170, 180, 250]),
    minHeight: random.chance(0.1) ? random.pick([160, 170]) : 0,
    maxHeight: random.chance(0.1) ? random.pick([170, 180]) : 0,
    interests: words(random, wordCount.interests, 12),
    languages: words(random, wordCount.languages, 3),
    wantedInterests: wish(random, wordCount.interests),
    wantedLanguages: wish(random, wordCount.languages),
  }
}

/** What a viewer may ask; the viewer need not be in the world. */
export function makeSearch(random: Random, viewer: Person): Search {
  const maxKm = random.pick([1, 5, 10, 50, 50, 120, 121, 300, 1000])
  return {
    viewer,
    age: random.pick([18, 25, 30, 31, 40]),
    nowHour,
    bornFrom: today - random.pick([10_999, 11_000, 20_000, 20_000, 20_000]),
    bornUntil: today - random.pick([6600, 6600, 6600, 9000, 9001]),
    maxKm,
    scaleKm: random.chance(0.7) ? maxKm : random.pick([1, 50, 200]),
    accepted: accepted(random),
    minHeight: random.chance(0.1) ? random.pick([160, 170]) : 0,
    maxHeight: random.chance(0.1) ? random.pick([170, 180]) : 0,
    wantedInterests: wish(random, wordCount.interests),
    wantedLanguages: wish(random, wordCount.languages),
    distanceUnits: random.pick([weightUnits.distance, 0, 2 * weightUnits.distance, 288_001]),
    interestUnits: random.pick([weightUnits.interests / 5, 0, 57_600]),
    extraActivityPercent: random.pick([0, 0, -50, -33, 33, 50]),
  }
}
