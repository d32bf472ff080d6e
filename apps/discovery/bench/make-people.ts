import { acceptedTraits, traits, traitsBy } from '../src/domain/traits.js'
import { createCountry } from './cities.js'
import { makeWishes } from './make-wishes.js'
import { emptyPeople, type People, setWords } from './people.js'
import { between, createRandom, normal, pick, type Random, weighted } from './random.js'

/** Catalogue sizes: as many interests as the catalogue has, and languages as fit. */
export const catalogue = { interests: 67, languages: 40 } as const

/** Who there is, and when it is. */
export interface PeopleOptions {
  readonly count: number
  readonly seed: number
  /** Hours since 1970. */
  readonly nowHour: number
  /** How many swiped on thousands; a few, unless told. */
  readonly heavySwipers?: number | undefined
}

export const genders = ['WOMAN', 'MAN', 'NONBINARY'] as const
const pickGender = weighted([0.43, 0.54, 0.03])
const pickInterest = weighted(Array.from({ length: catalogue.interests }, (_, at) => 1 / Math.sqrt(at + 1)))

/** Made-up people, the same for the same options. Every person has a stream of numbers, so a change to one moves no other. */
export function makePeople({ count, seed, nowHour, heavySwipers = fewOf(count) }: PeopleOptions): People {
  const people = emptyPeople(count, nowHour)
  const country = createCountry(createRandom(seed))
  for (let slot = 1; slot <= count; slot++) {
    const random = createRandom(Math.imul(slot, 0x9e3779b1) ^ seed)
    settle(people, slot, country.settle(random), random)
    describe(people, slot, random)
    makeWishes(people, slot, random)
    makeActivity(people, slot, random)
  }
  chooseHeavySwipers(people, heavySwipers, createRandom(seed ^ 0x51ed270b))
  return people
}

function settle(
  people: People,
  slot: number,
  { home, place, longitude }: ReturnType<ReturnType<typeof createCountry>['settle']>,
  random: Random,
): void {
  people.home[slot] = home
  people.cell[slot] = place.cell
  people.x[slot] = place.x
  people.y[slot] = place.y
  people.z[slot] = place.z
  // A language to about two degrees of longitude, English for many, now and then another one.
  addWord(people, slot, 'languages', 1 + (Math.floor(longitude / 2) & 31))
  if (random() < 0.55) addWord(people, slot, 'languages', 0)
  if (random() < 0.2) addWord(people, slot, 'languages', between(random, 0, catalogue.languages - 1))
}

function addWord(people: People, slot: number, kind: 'interests' | 'languages', position: number): void {
  const column = `${kind}${position >>> 5}` as
    'interests0' | 'interests1' | 'interests2' | 'languages0' | 'languages1'
  people[column][slot]! |= 1 << (position & 31)
}

function describe(people: People, slot: number, random: Random): void {
  const gender = pickGender(random)
  const age = 18 + Math.min(57, Math.floor(Math.abs(normal(random)) * 11 + random() * 6))
  people.gender[slot] = gender
  people.birthDay[slot] =
    Math.floor(people.nowHour / 24) - Math.ceil(age * 365.2425) - between(random, 2, 363)
  people.height[slot] = random() < 0.3 ? 0 : Math.round((gender === 1 ? 178 : 165) + normal(random) * 7)
  const interests = Math.min(20, Math.floor(random() * random() * 24))
  for (let n = 0; n < interests; n++) addWord(people, slot, 'interests', pickInterest(random))
  setWords(
    people.traits,
    slot,
    traitsBy(({ code }) => (code === 'gender' ? genders[gender]! : pick(random, bags.get(code)!))),
  )
}

/** Answers that are given more often than others, by how often; all others once. */
const common: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  goals: { LONG_TERM: 2 },
  smoking: { NEVER: 3 },
  drinking: { SOMETIMES: 3 },
  children: { UNSPECIFIED: 2 },
  education: { UNSPECIFIED: 2 },
  has_photo: { NO: 3, YES: 22 },
  verified: { NO: 9 },
}

const bags = new Map(
  traits.map(({ code, answers }) => [
    code,
    answers.flatMap((answer) => Array.from({ length: common[code]?.[answer] ?? 1 }, () => answer)),
  ]),
)

/** Over 60 days, most of it lately: about a seventh was away for longer than the pool remembers. */
function makeActivity(people: People, slot: number, random: Random): void {
  const kind = random()
  const away =
    kind < 0.55 ? -60 * Math.log(1 - random()) : kind < 0.83 ? random() * 720 : 720 + random() * 720
  people.activeHour[slot] = people.nowHour - Math.min(1_440, Math.floor(away))
  people.completeness[slot] = Math.round(1000 * (1 - 0.8 * random() * random()))
  const swipes = Math.floor(-60 * Math.log(1 - random()))
  const liked = Math.min(1, Math.max(0, 0.35 + 0.18 * normal(random)))
  people.swipesReceived[slot] = swipes
  people.likesReceived[slot] = Math.round(swipes * liked)
  people.paused[slot] = random() < 0.02 ? 1 : 0
  people.rank[slot] =
    people.activeHour[slot] * 1000 +
    people.completeness[slot] * 432 +
    Math.floor((576_000 * (people.likesReceived[slot] + 2)) / (swipes + 4))
}

const fewOf = (count: number): number => Math.ceil(Math.max(Math.min(50, count / 100), count / 5_000))

/** Those who swiped on thousands; they live in the largest city, where there are so many, and are here and seen. */
function chooseHeavySwipers(people: People, wanted: number, random: Random): void {
  let left = wanted
  for (let tries = 0; left > 0 && tries < 1_000 * wanted; tries++) {
    const slot = between(random, 1, people.count)
    if (people.heavy[slot] === 1 || people.home[slot] !== 0 || people.gender[slot] === 2) continue
    people.heavy[slot] = 1
    people.paused[slot] = 0
    setWords(
      people.accepted,
      slot,
      acceptedTraits({ wantedGenders: [people.gender[slot] === 1 ? 'WOMAN' : 'MAN'] }),
    )
    people.filters.delete(slot)
    left--
  }
}
