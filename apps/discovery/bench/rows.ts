import { cellOf } from '../src/domain/place.js'
import { gendersOf } from '../src/domain/traits.js'
import type { Filters, Importance } from '../src/domain/wishes.js'
import { wordColumns } from '../src/store/candidate-columns.js'
import type { BinaryCopy } from './copy.js'
import { catalogue, genders } from './make-people.js'
import { type People, wordsOf } from './people.js'

export const personColumns = [
  ...[
    'user_id',
    'slot',
    'version',
    'name',
    'birth_date',
    'gender',
    'bio',
    'city',
    'interests',
    'photos',
    'verified',
  ],
  ...[
    'cell',
    'wanted_genders',
    'min_age',
    'max_age',
    'max_distance_km',
    'filters',
    'importance',
    'widen_distance',
  ],
]

export const candidateColumns = [
  ...[
    'slot',
    'discoverable',
    'paused',
    'active_hour',
    'completeness',
    'likes_received',
    'swipes_received',
    'birth_day',
  ],
  ...['gender', 'min_age', 'max_age', 'max_km', 'height', 'min_height', 'max_height'],
  ...['cell', 'x', 'y', 'z', 'wanted_interests', 'wanted_languages'],
  ...wordColumns,
]

/** The id of a person, which in the database stands for the slot at discovery's door. */
export const userIdOf = (slot: number): string =>
  `019a0000-0000-7000-8000-${slot.toString(16).padStart(12, '0')}`

/** The id of the nth entry of a catalogue. */
export const wordId = (kind: 'interests' | 'languages', position: number): string => `${kind}_${position}`

const bio =
  'Likes long walks, short meetings, and people who answer. Ask me about the sea, the city, or how I take my coffee. '

/** The card of a person, as wide as cards are. */
export function writePerson(rows: BinaryCopy, people: People, slot: number): void {
  const importance = importanceOf(people, slot)
  const filters = filtersOf(people, slot)
  rows.uuid(userIdOf(slot).replaceAll('-', '')).integer(slot).bigint(1).text(`Person ${slot}`)
  rows
    .date(people.birthDay[slot]!)
    .text(genders[people.gender[slot]!]!)
    .text(bio.repeat(1 + (slot % 3)))
  rows
    .text(`City ${people.home[slot]! + 1}`)
    .texts(idsOf(people, slot, 'interests'))
    .json(photosOf(slot))
    .boolean(false)
  rows
    .text(cellOf(people.cell[slot]!, 6))
    .texts(gendersOf(wordsOf(people.accepted, slot)).map((at) => genders[at]!))
  rows.integer(people.minAge[slot]!).integer(people.maxAge[slot]!).integer(people.maxKm[slot]!)
  if (filters === undefined) rows.none()
  else rows.json(filters)
  if (importance === undefined) rows.none()
  else rows.json(importance)
  rows.boolean(false)
}

/** What matching reads, as memory and SQL do. */
export function writeCandidate(rows: BinaryCopy, people: People, slot: number): void {
  const discoverable = people.paused[slot] === 0 && people.activeHour[slot]! > people.nowHour - 720
  rows
    .integer(slot)
    .boolean(discoverable)
    .boolean(people.paused[slot] === 1)
    .integer(people.activeHour[slot]!)
  rows
    .smallint(people.completeness[slot]!)
    .integer(people.likesReceived[slot]!)
    .integer(people.swipesReceived[slot]!)
  rows.integer(people.birthDay[slot]!).smallint(people.gender[slot]!).smallint(people.minAge[slot]!)
  rows.smallint(people.maxAge[slot]!).smallint(people.maxKm[slot]!)
  rows.smallint(people.height[slot]!).smallint(people.minHeight[slot]!)
  rows.smallint(people.maxHeight[slot]!).integer(people.cell[slot]!)
  rows.real(people.x[slot]!).real(people.y[slot]!).real(people.z[slot]!)
  if (people.wantsInterests[slot] === 0) rows.none()
  else rows.integers(([0, 1, 2] as const).map((at) => people[`wantedInterests${at}`][slot]!))
  if (people.wantsLanguages[slot] === 0) rows.none()
  else rows.integers(([0, 1] as const).map((at) => people[`wantedLanguages${at}`][slot]!))
  for (const word of wordsOf(people.traits, slot)) rows.integer(word)
  for (const word of wordsOf(people.accepted, slot)) rows.integer(word)
  for (const at of [0, 1, 2] as const) rows.integer(people[`interests${at}`][slot]!)
  for (const at of [0, 1] as const) rows.integer(people[`languages${at}`][slot]!)
}

function filtersOf(people: People, slot: number): Filters | undefined {
  const ranges =
    people.minHeight[slot]! +
    people.maxHeight[slot]! +
    people.wantsInterests[slot]! +
    people.wantsLanguages[slot]!
  const words = people.filters.get(slot)
  if (words === undefined && ranges === 0) return undefined
  return {
    ...words,
    interests: people.wantsInterests[slot] === 1 ? idsOf(people, slot, 'wantedInterests') : [],
    languages: people.wantsLanguages[slot] === 1 ? idsOf(people, slot, 'wantedLanguages') : [],
    ...(people.minHeight[slot] !== 0 && { minHeightCm: people.minHeight[slot]! }),
    ...(people.maxHeight[slot] !== 0 && { maxHeightCm: people.maxHeight[slot]! }),
  }
}

function importanceOf(people: People, slot: number): Importance | undefined {
  const [distance, interests, activity] = [
    people.distancePercent,
    people.interestsPercent,
    people.activityPercent,
  ].map((column) => (column[slot] === 100 ? undefined : column[slot]!))
  return (distance ?? interests ?? activity) ? { distance, interests, activity } : undefined
}

/** The ids whose bits are set. */
function idsOf(
  people: People,
  slot: number,
  kind: 'interests' | 'languages' | 'wantedInterests' | 'wantedLanguages',
): string[] {
  const of = kind === 'interests' || kind === 'wantedInterests' ? 'interests' : 'languages'
  const columns = kind as 'interests' | 'wantedInterests'
  return Array.from({ length: catalogue[of] }, (_, at) => at)
    .filter((at) => (people[`${columns}${(at >>> 5) as 0 | 1 | 2}`][slot]! & (1 << (at & 31))) !== 0)
    .map((at) => wordId(of, at))
}

const photosOf = (slot: number): unknown =>
  Array.from({ length: 1 + (slot % 4) }, (_, at) => ({
    mediaId: userIdOf(slot * 8 + at),
    thumbhash: 'OQcKFYJ3d4h3eHiAiHeHh3d4dwiAd4gI',
    width: 1080,
    height: 1350,
  }))
