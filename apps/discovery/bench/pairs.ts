import { bitOf } from '../src/domain/trait-layout.js'
import { traits, traitWords } from '../src/domain/traits.js'
import { type People, rural } from './people.js'
import { between, createRandom, normal, type Random } from './random.js'

/** What one side of a pair did. */
export const swipes = ['', 'LIKE', 'PASS', 'SUPERLIKE'] as const

/** Pairs as columns; the number of a swipe is its place in `swipes`. */
export interface PairBatch {
  length: number
  readonly lower: Int32Array
  readonly upper: Int32Array
  readonly lowerSwipe: Uint8Array
  readonly upperSwipe: Uint8Array
  /** Seconds since 1970. */
  readonly lowerAt: Float64Array
  readonly upperAt: Float64Array
  /** 1 when the lower blocked the upper, 2 when the upper blocked the lower. */
  readonly blocked: Uint8Array
}

const batchSize = 65_536
const defaultSwipes = 31
/** Heavy swipers swipe on so many, but not on more than this share of all people. */
const heavySwipes = { most: 20_000, share: 0.3 }
/** Cities of fewer people are taken together with the country, where people who live near each other stand near each other. */
const smallestCity = 300
const neighbours = 300
const gender = traits.find(({ code }) => code === 'gender')!
const genderBits = gender.answers.map((answer) => bitOf(gender, answer))

/**
 * All pairs of whom at least one swiped, each once. People of a city stand in a ring, and a pair belongs to the one from whom it is the
 * shorter way round: so every pair has one owner and none has to be looked up. Owners swipe on whom they could have been shown.
 */
export function* makePairs(people: People, seed: number): Generator<PairBatch> {
  const batch = emptyBatch()
  const rings = ringsOf(people)
  const ringOf = new Int32Array(people.count + 1)
  rings.forEach(({ members }, number) => members.forEach((slot) => (ringOf[slot] = number)))
  for (const ring of rings) {
    const taken = new Int32Array(ring.members.length)
    for (let at = 0; at < ring.members.length; at++) {
      const random = createRandom(Math.imul(ring.members[at]!, 0x85ebca6b) ^ seed)
      const owned = ownPairs(people, { ring, at, taken, ringOf }, random)
      for (const other of owned) {
        addPair(people, batch, { owner: ring.members[at]!, other, random })
        if (batch.length < batchSize) continue
        yield batch
        batch.length = 0
      }
    }
  }
  yield batch
}

interface Ring {
  readonly members: Int32Array
  readonly reach: number
}

/** The cities, and everybody else along the order of the cells, which goes from neighbour to neighbour. */
function ringsOf(people: People): Ring[] {
  const byHome = new Map<number, number[]>()
  for (let slot = 1; slot <= people.count; slot++) {
    const home = people.home[slot]!
    const list = byHome.get(home)
    if (list === undefined) byHome.set(home, [slot])
    else list.push(slot)
  }
  const country = [...byHome]
    .filter(([home, list]) => home === rural || list.length < smallestCity)
    .flatMap(([, list]) => list)
  country.sort((a, b) => people.cell[a]! - people.cell[b]! || a - b)
  const cities = [...byHome]
    .filter(([home, list]) => home !== rural && list.length >= smallestCity)
    .sort(([a], [b]) => a - b)
    .map(([, list]) => ringAround(list, list.length))
  return [...cities, ringAround(country, neighbours)]
}

const ringAround = (list: readonly number[], reach: number): Ring => ({
  members: Int32Array.from(list),
  reach: Math.max(0, Math.min(reach, Math.floor((list.length - 1) / 2))),
})

interface Seat {
  readonly ring: Ring
  readonly at: number
  /** Who took the offset last. */
  readonly taken: Int32Array
  /** The number of everybody's ring. */
  readonly ringOf: Int32Array
}

function ownPairs(people: People, { ring, at, taken, ringOf }: Seat, random: Random): number[] {
  const owner = ring.members[at]!
  const heavy = people.heavy[owner] === 1
  const most = Math.floor(Math.min(heavySwipes.most, people.count * heavySwipes.share))
  const wanted = heavy ? most : Math.round(defaultSwipes * Math.exp(0.8 * normal(random) - 0.32))
  const owned: number[] = []
  for (let tries = 0; tries < wanted * 12 && owned.length < wanted && ring.reach > 0; tries++) {
    const offset = between(random, 1, ring.reach)
    if (taken[offset] === owner) continue
    const other = ring.members[(at + offset) % ring.members.length]!
    if (!meetable(people, owner, other, heavy)) continue
    taken[offset] = owner
    owned.push(other)
  }
  return heavy ? [...owned, ...travels(people, { owner, count: most - owned.length, ringOf }, random)] : owned
}

/** Heavy swipers also go where no ring leads: into other rings, and they never meet each other there. */
function travels(
  people: People,
  { owner, count, ringOf }: { owner: number; count: number; ringOf: Int32Array },
  random: Random,
): Set<number> {
  const met = new Set<number>()
  for (let tries = 0; tries < count * 20 && met.size < count; tries++) {
    const other = between(random, 1, people.count)
    const elsewhere = ringOf[other] !== ringOf[owner] && people.heavy[other] === 0
    if (elsewhere && meetable(people, owner, other, true)) met.add(other)
  }
  return met
}

/** True when the two may see each other by gender, and but for those who swipe on everybody by age. */
function meetable(people: People, one: number, other: number, anyAge: boolean): boolean {
  if (!acceptsGender(people, one, other) || !acceptsGender(people, other, one)) return false
  if (anyAge) return true
  return (
    fitsAge(people, one, other) &&
    fitsAge(people, other, one) &&
    acceptsAnswers(people, one, other) &&
    acceptsAnswers(people, other, one)
  )
}

const acceptsGender = (people: People, wisher: number, wished: number): boolean =>
  (people.accepted[wisher * traitWords + gender.word]! & genderBits[people.gender[wished]!]!) !== 0

function acceptsAnswers(people: People, wisher: number, wished: number): boolean {
  for (let word = 0; word < traitWords; word++) {
    const answers = people.traits[wished * traitWords + word]!
    if ((answers & people.accepted[wisher * traitWords + word]!) !== answers) return false
  }
  return true
}

function fitsAge(people: People, wisher: number, wished: number): boolean {
  const age = (Math.floor(people.nowHour / 24) - people.birthDay[wished]!) / 365.2425
  return age >= people.minAge[wisher]! && age < people.maxAge[wisher]! + 1
}

function addPair(
  people: People,
  batch: PairBatch,
  { owner, other, random }: { owner: number; other: number; random: Random },
): void {
  const chance = random()
  const heavy = people.heavy[owner] === 1
  const ownerSwiped = heavy || chance < 0.58
  const otherSwiped = heavy ? chance < 0.1 : chance >= 0.42
  const mine = ownerSwiped ? swipeOf(people, owner, random) : 0
  const theirs = otherSwiped ? swipeOf(people, other, random) : 0
  const [mineAt, theirsAt] = [secondsAgo(people, random), secondsAgo(people, random)]
  const lower = owner < other
  const at = batch.length++
  batch.lower[at] = lower ? owner : other
  batch.upper[at] = lower ? other : owner
  batch.lowerSwipe[at] = lower ? mine : theirs
  batch.upperSwipe[at] = lower ? theirs : mine
  batch.lowerAt[at] = lower ? mineAt : theirsAt
  batch.upperAt[at] = lower ? theirsAt : mineAt
  batch.blocked[at] = random() < 0.001 ? between(random, 1, 2) : 0
}

/** Men like every second one, women every fifth. */
function swipeOf(people: People, slot: number, random: Random): number {
  if (random() >= (people.gender[slot] === 1 ? 0.5 : 0.2)) return 2
  return random() < 0.01 ? 3 : 1
}

const secondsAgo = (people: People, random: Random): number =>
  people.nowHour * 3_600 - 1 - Math.floor(random() * 60 * 86_400)

const emptyBatch = (): PairBatch => ({
  length: 0,
  lower: new Int32Array(batchSize),
  upper: new Int32Array(batchSize),
  lowerSwipe: new Uint8Array(batchSize),
  upperSwipe: new Uint8Array(batchSize),
  lowerAt: new Float64Array(batchSize),
  upperAt: new Float64Array(batchSize),
  blocked: new Uint8Array(batchSize),
})
