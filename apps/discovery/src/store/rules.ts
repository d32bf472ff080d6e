import { type Param, type RawBuilder, sql } from '@kindred/db'

import { kilometreMarks } from '../domain/place.js'
import { activeHours, countedInterests, unitsPerHour } from '../domain/score.js'
import type { Search } from '../domain/search.js'
import type { Words } from '../domain/words.js'
import { columnsOf, type WordSet } from './candidate-columns.js'

/** The values that every statement about candidates takes. */
export interface Asked {
  readonly search: Search
  /** See marksFor. */
  readonly marks: string
}

const marks: string[] = []

/** The marks that divide a search's distance into kilometres, as PostgreSQL's text of an array. */
export const marksFor = ({ maxKm }: Pick<Search, 'maxKm'>): string =>
  (marks[maxKm] ??= arrayOf([...kilometreMarks.subarray(0, maxKm)]))

/** An array of numbers as PostgreSQL's text. */
export const arrayOf = (numbers: readonly number[]): string => `{${numbers.join()}}`

/** The values of a search as a statement uses them. */
export type Reading = ReturnType<typeof readingOf>

/** Binds a statement's parameters to a search; each value is one parameter, however often the statement uses it. */
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
    /** The part of a rank that grows with time alone. */
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

/** The columns that a statement returns of a candidate, beside the score. */
export const found = sql`candidate.slot, place.km`

/**
 * Whole kilometres between the centres of the two cells as `place.km`, computed once for each row, after the filters on the row. The sums
 * have the order of chord2, so that both paths round alike.
 */
export const kilometreFence = ({ marks, ...viewer }: Reading): RawBuilder<unknown> => sql`cross join lateral (
    select width_bucket(${chord2From(viewer)}, ${marks}) as km offset 0
  ) place`

/** The squared length of the straight line between the candidate and a viewer. */
export function chord2From({ x, y, z }: Pick<Reading, 'x' | 'y' | 'z'>): RawBuilder<unknown> {
  const square = (axis: string, viewer: RawBuilder<unknown>) => {
    const difference = sql`(${sql.ref(`candidate.${axis}`)}::float8 - ${viewer})`
    return sql`${difference} * ${difference}`
  }
  return sql`${square('x', x)} + ${square('y', y)} + ${square('z', z)}`
}

/** The score over `candidate` and `place`, without what a like adds. */
export const score = (of: Reading): RawBuilder<unknown> =>
  sql`${scoreAnywhere(of)} + ${distance(of, sql`place.km`)}`

/** The distance term for somebody this many kilometres away. */
export const distance = ({ scaleKm, distanceUnits }: Reading, km: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${km} >= ${scaleKm} then 0 else ${distanceUnits} * (${scaleKm} - ${km}) / ${scaleKm} end`

/** The score over `candidate` alone, without the distance term. */
export function scoreAnywhere(of: Reading): RawBuilder<unknown> {
  const recency = sql`(candidate.active_hour - ${of.activeAfter}) * ${sql.lit(unitsPerHour)}`
  const shared = sql.join(
    of.interests.map((word, at) => sql`bit_count((${candidates('interests', at)} & ${word})::bit(32))`),
    sql` + `,
  )
  return sql`candidate.rank - ${of.rankZero} + ${recency} * ${of.extraActivityPercent} / 100
    + ${of.interestUnits} * least(${sql.lit(countedInterests)}, (${shared})::integer)`
}

/** Every filter of both people: those on the row, those on the place, or all. What has happened between the two is not a part of it. */
export function filters(of: Reading, part?: 'row' | 'place'): RawBuilder<unknown> {
  const { active } = filtersByName(of)
  const ofRow = sql`${viewersFilters(of)} and ${theirFilters(of)} and ${active}`
  const ofPlace = sql`place.km < ${of.maxKm} and place.km < candidate.max_km`
  if (part === undefined) return sql`${ofRow} and ${ofPlace}`
  return part === 'row' ? ofRow : ofPlace
}

/** The viewer's filters on the other person, without the distance. */
export function viewersFilters(of: Reading): RawBuilder<unknown> {
  const { age, traits, height, interests, languages } = filtersByName(of)
  return sql`${age} and ${traits} and ${height} and ${interests} and ${languages}`
}

/** The viewer's filters by name; those on traits count as one. */
export const filtersByName = (of: Reading) => ({
  active: sql`candidate.active_hour > ${of.activeAfter}`,
  age: sql`candidate.birth_day between ${of.bornFrom} and ${of.bornUntil}`,
  traits: holds(of.accepted, (word) => candidates('traits', word)),
  height: heightBetween(sql`candidate.height`, of.minHeight, of.maxHeight),
  interests: sql`(${of.anyInterests} or ${meets('interests', of.wantedInterests)})`,
  languages: sql`(${of.anyLanguages} or ${meets('languages', of.wantedLanguages)})`,
})

/** The values of a viewer that the filters of others are about. */
export type Asker = Pick<Reading, 'traits' | 'age' | 'viewerHeight' | 'interests' | 'languages'>

/** The other person's filters on the viewer, without the distance. */
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

/** True when every bit of one set is in the other as well. */
const holds = (
  all: readonly RawBuilder<unknown>[],
  some: (word: number) => RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql.join(
    all.map((word, at) => sql`${word} & ${some(at)} = ${some(at)}`),
    sql` and `,
  )

/** One word of a candidate's set. */
export const candidates = (set: WordSet, word: number): RawBuilder<number> =>
  sql.ref(`candidate.${columnsOf[set][word]!}`)
