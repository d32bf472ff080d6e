import { acceptedTraits } from '../src/domain/traits.js'
import { type People, setWords } from './people.js'
import { between, normal, pick, type Random, weighted } from './random.js'

const distances = [5, 10, 25, 35, 50, 75, 100, 200, 500, 1000]
const pickDistance = weighted([2, 5, 20, 12, 25, 12, 16, 5, 2, 1])
const nothing: object = {}

/** Whom a person looks for. A fifth has filters, a tenth finds one thing more important than another. */
export function makeWishes(people: People, slot: number, random: Random): void {
  const age = Math.floor((Math.floor(people.nowHour / 24) - people.birthDay[slot]!) / 365.2425)
  people.minAge[slot] = Math.max(18, age - 3 - Math.floor(Math.abs(normal(random)) * 5))
  people.maxAge[slot] = Math.min(100, Math.max(21, age + 3 + Math.floor(Math.abs(normal(random)) * 6)))
  people.maxKm[slot] = distances[pickDistance(random)]!
  const filtered = random() < 0.2
  const words = filtered ? makeFilters(random) : nothing
  if (filtered) addRanges(people, slot, random)
  if (words !== nothing) people.filters.set(slot, words)
  setWords(
    people.accepted,
    slot,
    acceptedTraits({ wantedGenders: wantedGenders(people.gender[slot]!, random), filters: words }),
  )
  for (const term of ['distancePercent', 'interestsPercent', 'activityPercent'] as const)
    people[term][slot] = random() < 0.035 ? pick(random, [50, 75, 125, 150]) : 100
}

function wantedGenders(gender: number, random: Random): string[] {
  const chance = random()
  if (gender === 2 || chance < 0.05) return ['WOMAN', 'MAN', 'NONBINARY']
  if (chance < 0.12) return [gender === 1 ? 'MAN' : 'WOMAN']
  return [gender === 1 ? 'WOMAN' : 'MAN', ...(chance < 0.2 ? ['NONBINARY'] : [])]
}

function makeFilters(random: Random): object {
  const chance = random()
  if (chance < 0.35) return { hasPhoto: true }
  if (chance < 0.5) return { smoking: ['NEVER', 'UNSPECIFIED'], hasPhoto: random() < 0.5 }
  if (chance < 0.65) return { goals: random() < 0.5 ? ['LONG_TERM'] : ['SHORT_TERM', 'CHAT', 'UNDECIDED'] }
  if (chance < 0.75) return { children: ['WANT', 'OPEN', 'UNSPECIFIED'] }
  if (chance < 0.82) return { education: ['BACHELOR', 'MASTER', 'DOCTORATE'] }
  if (chance < 0.86) return { drinking: ['NEVER', 'SOMETIMES'], verified: true }
  return nothing
}

/** Heights, shared interests and shared languages. */
function addRanges(people: People, slot: number, random: Random): void {
  const chance = random()
  if (chance < 0.12) people.minHeight[slot] = between(random, 155, 182)
  else if (chance < 0.17) people.maxHeight[slot] = between(random, 165, 185)
  else if (chance < 0.27) {
    people.wantsInterests[slot] = 1
    for (const at of [0, 1, 2] as const)
      people[`wantedInterests${at}`][slot] = people[`interests${at}`][slot]! || 8
  } else if (chance < 0.33) {
    people.wantsLanguages[slot] = 1
    for (const at of [0, 1] as const) people[`wantedLanguages${at}`][slot] = people[`languages${at}`][slot]!
  }
}
