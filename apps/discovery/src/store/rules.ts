import { type Param, type RawBuilder, sql } from '@kindred/db'

import { kilometreMarks } from '../domain/place.js'
import { activeHours, countedInterests, unitsPerHour } from '../domain/score.js'
import type { Search } from '../domain/search.js'
import type { Words } from '../domain/words.js'
import { columnsOf, type WordSet } from './candidate-columns.js'

/** What every statement about candidates is asked. */
export interface Asked {
  readonly search: Search
  /** See marksFor. */
  readonly marks: string
}

const marks: string[] = []

/** The marks that tell the kilometres of a search apart, as the array that PostgreSQL reads. */
export const marksFor = ({ maxKm }: Pick<Search, 'maxKm'>): string =>
  (marks[maxKm] ??= arrayOf([...kilometreMarks.subarray(0, maxKm)]))

/** An array of numbers as PostgreSQL reads it; what is sent often is written once. */
export const arrayOf = (numbers: readonly number[]): string => `{${numbers.join()}}`

/** The values of a search as they stand in a statement. */
export type Reading = ReturnType<typeof readingOf>

/** Ties a statement's values to a search; each is one parameter, however often it stands there. */
export function readingOf<Given extends Asked>(param: Param<Given>) {
  const whole = (read: (search: Search) => number) =>
    sql<number>`${param(({ search }) => read(search))}::integer`
  const words = (set: WordSet, read: (search: Search) => Words | undefined) =>
    columnsOf[set].map((_, word) => whole((search) => read(search)?.[word] ?? 0))
  return {
    slot: whole(({ viewer }) => viewer.slot),
    x: sql`${param(({ search }) => search.viewer.x)}::float8`,
    y: sql`${param(({ search }) => search.viewer.y)}::float8`,
    z: sql`${param(({ search }) => search.viewer.z)}::float8`,
    marks: sql`${param(({ marks }) => marks)}::float8[]`,
    age: whole(({ age }) => age),
    traits: words('traits', ({ viewer }) => viewer.traits),
    viewerHeight: whole(({ viewer }) => viewer.height),
    accepted: words('accepted', ({ accepted }) => accepted),
    bornFrom: whole(({ bornFrom }) => bornFrom),
    bornUntil: whole(({ bornUntil }) => bornUntil),
    minHeight: whole(({ minHeight }) => minHeight),
    maxHeight: whole(({ maxHeight }) => maxHeight),
    maxKm: whole(({ maxKm }) => maxKm),
    scaleKm: whole(({ scaleKm }) => scaleKm),
    activeAfter: whole(({ nowHour }) => nowHour - activeHours),
    /** The part of a rank that only says how late it is. */
    rankZero: whole(({ nowHour }) => (nowHour - activeHours) * unitsPerHour),
    distanceUnits: whole((search) => search.distanceUnits),
    interestUnits: whole((search) => search.interestUnits),
    extraActivityPercent: whole((search) => search.extraActivityPercent),
    interests: words('interests', ({ viewer }) => viewer.interests),
    languages: words('languages', ({ viewer }) => viewer.languages),
    anyInterests: sql`${param(({ search }) => search.wantedInterests === undefined)}::boolean`,
    anyLanguages: sql`${param(({ search }) => search.wantedLanguages === undefined)}::boolean`,
    wantedInterests: words('interests', ({ wantedInterests }) => wantedInterests),
    wantedLanguages: words('languages', ({ wantedLanguages }) => wantedLanguages),
  }
}

/** What a statement answers of a candidate beside the score. */
export const found = sql`candidate.slot, place.km`

/** Whole kilometres between the centres of the two cells as `place.km`, computed once and last; the order of the sums is that of chord2. */
export const kilometreFence = ({ marks, ...viewer }: Reading): RawBuilder<unknown> => sql`cross join lateral (
    select width_bucket(${chord2From(viewer)}, ${marks}) as km offset 0
  ) place`

/** The square of the straight line between the candidate and a viewer. */
export function chord2From({ x, y, z }: Pick<Reading, 'x' | 'y' | 'z'>): RawBuilder<unknown> {
  const square = (axis: string, viewer: RawBuilder<unknown>) => {
    const difference = sql`(${sql.ref(`candidate.${axis}`)}::float8 - ${viewer})`
    return sql`${difference} * ${difference}`
  }
  return sql`${square('x', x)} + ${square('y', y)} + ${square('z', z)}`
}

/** The score without what a like adds, over candidate and place. */
export const score = (of: Reading): RawBuilder<unknown> =>
  sql`${scoreAnywhere(of)} + ${distance(of, sql`place.km`)}`

/** What somebody gets for being so many kilometres away. */
export const distance = ({ scaleKm, distanceUnits }: Reading, km: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${km} >= ${scaleKm} then 0 else ${distanceUnits} * (${scaleKm} - ${km}) / ${scaleKm} end`

/** The same without what the distance adds, over candidate alone. */
export function scoreAnywhere(of: Reading): RawBuilder<unknown> {
  const recency = sql`(candidate.active_hour - ${of.activeAfter}) * ${sql.lit(unitsPerHour)}`
  const shared = sql.join(
    of.interests.map((word, at) => sql`bit_count((${candidates('interests', at)} & ${word})::bit(32))`),
    sql` + `,
  )
  return sql`candidate.rank - ${of.rankZero} + ${recency} * ${of.extraActivityPercent} / 100
    + ${of.interestUnits} * least(${sql.lit(countedInterests)}, (${shared})::integer)`
}

/** Everything that decides whether the two may see each other but for what happened between them: of the row alone, of the place, or all. */
export function filters(of: Reading, part?: 'row' | 'place'): RawBuilder<unknown> {
  const { active } = filtersByName(of)
  const ofRow = sql`${viewersFilters(of)} and ${theirFilters(of)} and ${active}`
  const ofPlace = sql`place.km < ${of.maxKm} and place.km < candidate.max_km`
  if (part === undefined) return sql`${ofRow} and ${ofPlace}`
  return part === 'row' ? ofRow : ofPlace
}

/** What the viewer wants of the other person, but for the distance. */
export function viewersFilters(of: Reading): RawBuilder<unknown> {
  const { age, traits, height, interests, languages } = filtersByName(of)
  return sql`${age} and ${traits} and ${height} and ${interests} and ${languages}`
}

/** The viewer's filters, one by one; those of traits together. */
export const filtersByName = (of: Reading) => ({
  active: sql`candidate.active_hour > ${of.activeAfter}`,
  age: sql`candidate.birth_day between ${of.bornFrom} and ${of.bornUntil}`,
  traits: holds(of.accepted, (word) => candidates('traits', word)),
  height: heightBetween(sql`candidate.height`, of.minHeight, of.maxHeight),
  interests: sql`(${of.anyInterests} or ${meets('interests', of.wantedInterests)})`,
  languages: sql`(${of.anyLanguages} or ${meets('languages', of.wantedLanguages)})`,
})

/** What others ask of a viewer. */
export type Asker = Pick<Reading, 'traits' | 'age' | 'viewerHeight' | 'interests' | 'languages'>

/** What the other person wants of the viewer, but for the distance. */
export function theirFilters(of: Asker): RawBuilder<unknown> {
  const wants = (kind: 'interests' | 'languages') => {
    const wanted = sql.ref(`candidate.wanted_${kind}`)
    const words = of[kind].map((word, at) => sql`(${wanted}[${sql.lit(at + 1)}] & ${word})`)
    return sql`(${wanted} is null or (${sql.join(words, sql` | `)}) <> 0)`
  }
  const accepted = columnsOf.accepted.map((_, word) => candidates('accepted', word))
  return sql`${holds(accepted, (word) => of.traits[word]!)}
    and ${of.age} between candidate.min_age and candidate.max_age
    and ${heightBetween(of.viewerHeight, sql`candidate.min_height`, sql`candidate.max_height`)}
    and ${wants('interests')} and ${wants('languages')}`
}

const heightBetween = (height: RawBuilder<unknown>, min: RawBuilder<unknown>, max: RawBuilder<unknown>) =>
  sql`(${min} = 0 or (${height} <> 0 and ${height} >= ${min})) and (${max} = 0 or (${height} <> 0 and ${height} <= ${max}))`

const meets = (set: WordSet, words: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    words.map((word, at) => sql`(${candidates(set, at)} & ${word})`),
    sql` | `,
  )}) <> 0`

/** True when the bits of one set are all among those of another. */
const holds = (
  all: readonly RawBuilder<unknown>[],
  some: (word: number) => RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql.join(
    all.map((word, at) => sql`${word} & ${some(at)} = ${some(at)}`),
    sql` and `,
  )

/** A word of a candidate's set. */
export const candidates = (set: WordSet, word: number): RawBuilder<number> =>
  sql.ref(`candidate.${columnsOf[set][word]!}`)
