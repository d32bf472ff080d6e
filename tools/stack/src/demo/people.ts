import type {
  CreateProfileRequest,
  Gender,
  GetCatalogueResponse,
  SetMyLocationRequest,
  SetMyPreferencesRequest,
} from '@kindred/client'
import { choices, factNamed } from '@kindred/facts'

import { writeBio } from './bio.js'
import { firstNames, namedPeople } from './first-names.js'
import { createRandom, type Random } from './random.js'
import { type Town, towns } from './towns.js'
import { wishesOf } from './wishes.js'

/** Somebody made up: the same for the same index, for ever. */
export interface DemoPerson {
  readonly index: number
  readonly telegramId: number
  readonly profile: CreateProfileRequest
  readonly location: SetMyLocationRequest
  readonly preferences: SetMyPreferencesRequest
  readonly photos: number
}

/** Beyond the ids that Telegram has given out. */
export const firstTelegramId = 7_900_000_000_000

/** The demo person of an index; the first ones are the named people. */
export function demoPerson(index: number, catalogue: GetCatalogueResponse): DemoPerson {
  const random = createRandom(index + 1)
  const { name, gender } = namedPeople[index] ?? someName(random)
  const town = index < namedPeople.length ? towns[0]! : someTown(random)
  const age = 19 + Math.round(Math.abs(random.bell()) * 22)
  const interests = random.sample(catalogue.interests, random.whole(3, 8))
  const profile = {
    name,
    gender,
    birth_date: birthDate(random, age),
    city: town.name,
    interests: interests.map(({ id }) => id),
    bio: writeBio(
      random,
      interests.map(({ label }) => label),
      town.name,
    ),
    languages: spoken(random, town, catalogue),
    ...details(random, gender),
  }
  return {
    index,
    telegramId: firstTelegramId + index,
    profile,
    location: near(random, town),
    preferences: { ...wanted(random, gender, age), ...wishesOf(index, profile) },
    photos: random.chance(0.45) ? 2 : 1,
  }
}

function someName(random: Random): { name: string; gender: Gender } {
  const draw = random.next()
  const gender = draw < 0.48 ? 'WOMAN' : draw < 0.96 ? 'MAN' : 'NONBINARY'
  return { gender, name: random.pick(firstNames[gender]) }
}

function someTown(random: Random): Town {
  let draw = random.next()
  return towns.find(({ share }) => (draw -= share) < 0) ?? towns[0]!
}

/** Counted from a fixed year, so that a person stays the same person; nobody is under age in any later one. */
const birthDate = (random: Random, age: number): string =>
  new Date(Date.UTC(2025 - age, random.whole(0, 11), random.whole(1, 28))).toISOString().slice(0, 10)

function near(random: Random, town: Town): SetMyLocationRequest {
  const [north, east] = [random.bell() * 0.06, random.bell() * 0.1]
  return { latitude: rounded(town.latitude + north), longitude: rounded(town.longitude + east) }
}

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5

function spoken(random: Random, town: Town, catalogue: GetCatalogueResponse): string[] {
  const known = new Set(catalogue.languages.map(({ code }) => code))
  const possible = town.languages.filter((code) => known.has(code))
  return possible.length === 0 ? [] : [possible[0]!, ...possible.slice(1).filter(() => random.chance(0.6))]
}

function details(random: Random, gender: Gender): Partial<CreateProfileRequest> {
  const height = { WOMAN: 167, MAN: 181 }[gender as string] ?? 173
  return { height_cm: Math.round(height + random.bell() * 12), ...chosen(random) }
}

/** What the person looks for, and most of the smaller facts. */
function chosen(random: Random): Partial<CreateProfileRequest> {
  const optional = choices.filter(({ isRequired }) => !isRequired)
  return Object.fromEntries(
    optional.flatMap(({ name, values, group }) =>
      random.chance(group === 'intent' ? 1 : 0.75) ? [[name, random.pick(values)]] : [],
    ),
  )
}

const everybody: Gender[] = [...factNamed('gender').values]

function wanted(random: Random, gender: Gender, age: number): SetMyPreferencesRequest {
  const usual: Gender[] = gender === 'WOMAN' ? ['MAN'] : gender === 'MAN' ? ['WOMAN'] : everybody
  const draw = random.next()
  return {
    wanted_genders: draw < 0.8 ? usual : draw < 0.9 ? [gender] : everybody,
    min_age: Math.max(18, age - random.whole(5, 12)),
    max_age: Math.min(100, age + random.whole(5, 14)),
    max_distance_km: random.pick([30, 50, 50, 100, 200]),
  }
}
