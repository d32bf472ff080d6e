import { type Kysely, sql } from 'kysely'

import { placeOf } from '../domain/place.js'
import { bitOf, bitsOf, fillWords, maskOf, type TraitGroup } from '../domain/trait-layout.js'
import { dayNumber, hourOf } from '../domain/wishes.js'
import type { Tables } from '../store/schema.js'
import { saveWords } from '../store/word.js'
import { firstLayout } from './first-layout.js'

/** A person of the first schema who could be matched. */
interface FirstPerson {
  slot: number
  birth_date: string
  gender: string
  interests: string[]
  has_photo: boolean
  completeness: number
  cell: string
  wanted_genders: string[]
  min_age: number
  max_age: number
  max_distance_km: number
  last_active_at: Date
  likes_received: number
  swipes_received: number
}

/** The tables as they are when this migration runs. */
type FirstTables = Kysely<{ candidate: NonNullable<Awaited<ReturnType<typeof toCandidate>>> }>

const atOnce = 500
const gender = firstLayout[0]!
const firstWord = (bits: (group: TraitGroup) => number): number => fillWords(firstLayout, bits)[0]!

/**
 * Makes candidates of the first schema's people, so that decks work before the profiles are replayed. What only profile knows comes with
 * the replay.
 */
export async function fillCandidates(db: Kysely<Tables>): Promise<void> {
  for (let after = 0; ;) {
    const { rows } = await sql<FirstPerson>`
      select *, birth_date::text as birth_date, jsonb_array_length(photos) > 0 as has_photo from person
      where slot > ${after} and cell is not null and wanted_genders is not null order by slot limit ${atOnce}`.execute(
      db,
    )
    const candidates = await Promise.all(rows.map((row) => toCandidate(db, row)))
    const known = candidates.flatMap((candidate) => candidate ?? [])
    if (known.length > 0) await (db as unknown as FirstTables).insertInto('candidate').values(known).execute()
    if (rows.length < atOnce) return
    after = rows.at(-1)!.slot
  }
}

async function toCandidate(db: Kysely<Tables>, person: FirstPerson) {
  const place = placeOf(person.cell)
  if (place === undefined || !gender.answers.includes(person.gender)) return undefined
  const said: Record<string, string> = { gender: person.gender, has_photo: person.has_photo ? 'YES' : 'NO' }
  const traits = firstWord((group) => bitOf(group, said[group.code] ?? group.answers[0]!))
  const interests = await saveWords(db, 'interests', person.interests)
  return {
    slot: person.slot,
    discoverable: true,
    paused: false,
    active_hour: hourOf(person.last_active_at),
    completeness: Math.round(person.completeness * 1000),
    likes_received: person.likes_received,
    swipes_received: person.swipes_received,
    birth_day: dayNumber(person.birth_date),
    gender: gender.answers.indexOf(person.gender),
    min_age: person.min_age,
    max_age: person.max_age,
    max_km: person.max_distance_km,
    traits,
    accepted: firstWord((group) => (group === gender ? bitsOf(group, person.wanted_genders) : maskOf(group))),
    height: 0,
    min_height: 0,
    max_height: 0,
    ...place,
    interests_0: interests[0]!,
    interests_1: interests[1]!,
    interests_2: interests[2]!,
    languages_0: 0,
    languages_1: 0,
    wanted_interests: null,
    wanted_languages: null,
  }
}
