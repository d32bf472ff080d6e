import { type Kysely, type RawBuilder, sql } from 'kysely'

import { kilometreMarks } from '../domain/place.js'
import { activeHours, countedInterests, unitsPerHour, weightUnits } from '../domain/score.js'
import { type Found, type Search } from '../domain/search.js'
import { bitCount, gendersOf, groupCount } from '../domain/traits.js'
import { type Words } from '../domain/words.js'
import { type Reach, reachOf } from './reach.js'
import { type Tables } from './schema.js'

/** How many of each cell are looked at before it is known how good they must be. */
const firstLook = 64

/**
 * The best candidates by SQL alone, best first: the same answer as the memory's. In two phases: the first people of each cell, who are
 * sorted by rank, show how good the last of the answer is at least; then each cell is read as deep as its rank can still beat that.
 */
export async function searchBySql(db: Kysely<Tables>, search: Search, limit: number): Promise<Found[]> {
  const reach = reachOf(search)
  const { rows } = await sql<Found>`
    with ${around(search.viewer.slot)},
    reach as materialized (
      select cell, bound, gender from unnest(${reach.cells}::integer[], ${boundsOf(search, reach)}::integer[]) as reach (cell, bound),
        unnest(${gendersOf(search.accepted)}::smallint[]) as gender
    ),
    liked as materialized (
      select ${found(search)}, ${score(search)} + ${sql.lit(weightUnits.liked_you)} as score
      from liker join candidate on candidate.slot = liker.slot cross join lateral (select ${kilometres(search)} as km offset 0) place
      where candidate.discoverable and ${filters(search)} and candidate.slot not in (select slot from seen)
    ),
    first as materialized (
      select best.* from reach cross join lateral (
        select ${found(search)}, ${score(search)} as score
        from (
          select * from candidate where discoverable and ${sql.ref(`candidate.${reach.column}`)} = reach.cell and candidate.gender = reach.gender
          order by rank desc, slot limit ${sql.lit(firstLook)}
        ) candidate cross join lateral (select ${kilometres(search)} as km offset 0) place
        where ${filters(search)} and ${isNew(search)}
      ) best
    ),
    threshold as materialized (
      select coalesce(
        (select score from (select score from liked union all select score from first) every order by score desc offset ${limit - 1} limit 1),
        -${sql.lit(weightUnits.recency * 10)}) as score
    ),
    deeper as (
      select best.* from threshold, reach cross join lateral (
        select ${found(search)}, ${score(search)} as score
        from candidate cross join lateral (select ${kilometres(search)} as km offset 0) place
        where discoverable and ${sql.ref(`candidate.${reach.column}`)} = reach.cell and candidate.gender = reach.gender
          and rank >= threshold.score + ${rankZero(search)} - reach.bound
          and ${filters(search)} and ${isNew(search)}
      ) best
    )
    select slot, score, km from (select * from liked union all select * from deeper) every
    order by score desc, slot limit ${limit}`.execute(db)
  return rows
}

/** Of these people those who pass every filter, in the order of the slots given. */
export async function judgeBySql(db: Kysely<Tables>, search: Search, slots: readonly number[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with ${around(search.viewer.slot)}
    select ${found(search)},
      ${score(search)} + case when candidate.slot in (select slot from liker) then ${sql.lit(weightUnits.liked_you)} else 0 end as score
    from unnest(${slots}::integer[]) with ordinality as given (slot, place_in_list)
    join candidate on candidate.slot = given.slot cross join lateral (select ${kilometres(search)} as km offset 0) place
    where candidate.discoverable and ${filters(search)} and candidate.slot not in (select slot from seen)
    order by place_in_list`.execute(db)
  return rows
}

/** Whom the viewer swiped or is kept apart from, and who awaits the viewer's answer. A hashed list each: a probe per person reads far more pages. */
export function around(slot: number): RawBuilder<unknown> {
  return sql`
    seen as materialized (
      select upper as slot from pair where lower = ${slot} and lower_swipe is not null
      union all select lower from pair where upper = ${slot} and upper_swipe is not null
      union all select upper from pair where lower = ${slot} and (lower_blocked_at is not null or upper_blocked_at is not null)
      union all select lower from pair where upper = ${slot} and (lower_blocked_at is not null or upper_blocked_at is not null)
    ),
    liker as materialized (
      select upper as slot from pair where lower = ${slot} and lower_swipe is null and upper_swipe in ('LIKE', 'SUPERLIKE')
        and lower_blocked_at is null and upper_blocked_at is null
      union all select lower from pair where upper = ${slot} and upper_swipe is null and lower_swipe in ('LIKE', 'SUPERLIKE')
        and lower_blocked_at is null and upper_blocked_at is null
    )`
}

/** Neither seen nor a liker: those are judged by themselves, with what their like adds. */
const isNew = (search: Search): RawBuilder<unknown> =>
  sql`candidate.slot <> ${search.viewer.slot} and candidate.slot not in (select slot from seen) and candidate.slot not in (select slot from liker)`

const found = (_search: Search): RawBuilder<unknown> => sql`candidate.slot, place.km`

/** The part of a rank that only says how late it is. */
const rankZero = ({ nowHour }: Search): RawBuilder<unknown> => sql`${(nowHour - activeHours) * unitsPerHour}::integer`

/** What somebody in each cell can have at most beside the rank. */
function boundsOf(search: Search, reach: Reach): number[] {
  const interests = search.interestUnits * Math.min(countedInterests, countBits(search.viewer.interests))
  const activity = Math.max(0, Math.trunc((weightUnits.recency * search.extraActivityPercent) / 100))
  return reach.nearest.map((km) => distanceUnits(search, km) + interests + activity)
}

const distanceUnits = ({ scaleKm, distanceUnits: most }: Search, km: number): number =>
  km >= scaleKm ? 0 : Math.trunc((most * (scaleKm - km)) / scaleKm)

const countBits = (words: Words): number => words.reduce((sum, word) => sum + bitCount(word), 0)

/** Whole kilometres between the centres of the two cells; the order of the sums is that of chord2. */
export function kilometres({ viewer, maxKm }: Search): RawBuilder<unknown> {
  const square = (axis: 'x' | 'y' | 'z') => {
    const difference = sql`(${sql.ref(`candidate.${axis}`)}::float8 - ${viewer[axis]}::float8)`
    return sql`${difference} * ${difference}`
  }
  return sql`width_bucket(${square('x')} + ${square('y')} + ${square('z')}, ${[...kilometreMarks.subarray(0, maxKm)]}::float8[])`
}

/** The score without what a like adds, over candidate and place. */
function score(search: Search): RawBuilder<unknown> {
  const { scaleKm, interestUnits, extraActivityPercent } = search
  const recency = sql`(candidate.active_hour - ${search.nowHour - activeHours}::integer) * ${sql.lit(unitsPerHour)}`
  return sql`candidate.rank - ${rankZero(search)}
    + ${recency} * ${extraActivityPercent}::integer / 100
    + case when place.km >= ${scaleKm}::integer then 0 else ${search.distanceUnits}::integer * (${scaleKm}::integer - place.km) / ${scaleKm}::integer end
    + ${interestUnits}::integer * least(${sql.lit(countedInterests)}, ${shared('interests', search.viewer.interests)})`
}

const shared = (kind: string, words: Words): RawBuilder<unknown> =>
  sql`(${sql.join(
    words.map((word, at) => sql`bit_count((${sql.ref(`candidate.${kind}_${at}`)} & ${word}::integer)::bit(32))`),
    sql` + `,
  )})::integer`

/** Everything that decides whether the two may see each other but for what happened between them; over candidate and place. */
export function filters(search: Search): RawBuilder<unknown> {
  return sql.join(Object.values(filtersByName(search)), sql` and `)
}

/** The filters one by one, by the codes of the pool; `active` is the one that nobody can widen. */
export function filtersByName(search: Search): Record<string, RawBuilder<unknown>> {
  const { viewer } = search
  return {
    active: sql`candidate.active_hour > ${search.nowHour - activeHours}::integer`,
    traits: sql`bit_count((candidate.traits & ${search.accepted}::integer)::bit(32)) = ${sql.lit(groupCount)}`,
    age: sql`candidate.birth_day between ${search.bornFrom}::integer and ${search.bornUntil}::integer`,
    theirs: theirFilters(search),
    height: heightBetween(sql`candidate.height`, sql`${search.minHeight}::integer`, sql`${search.maxHeight}::integer`),
    interests: meetsWords('interests', search.wantedInterests),
    languages: meetsWords('languages', search.wantedLanguages),
    distance: sql`place.km < ${search.maxKm}::integer and place.km < candidate.max_km and candidate.slot <> ${viewer.slot}`,
  }
}

/** What the other person wants of the viewer, but for the distance. */
export function theirFilters({ viewer, age }: Search): RawBuilder<unknown> {
  const wants = (kind: 'interests' | 'languages') => {
    const wanted = sql.ref(`candidate.wanted_${kind}`)
    const words = viewer[kind].map((word, at) => sql`(${wanted}[${sql.lit(at + 1)}] & ${word}::integer)`)
    return sql`(${wanted} is null or (${sql.join(words, sql` | `)}) <> 0)`
  }
  return sql`bit_count((candidate.accepted & ${viewer.traits}::integer)::bit(32)) = ${sql.lit(groupCount)}
    and ${age}::integer between candidate.min_age and candidate.max_age
    and ${heightBetween(sql`${viewer.height}::integer`, sql`candidate.min_height`, sql`candidate.max_height`)}
    and ${wants('interests')} and ${wants('languages')}`
}

const heightBetween = (height: RawBuilder<unknown>, min: RawBuilder<unknown>, max: RawBuilder<unknown>) =>
  sql`(${min} = 0 or (${height} <> 0 and ${height} >= ${min})) and (${max} = 0 or (${height} <> 0 and ${height} <= ${max}))`

/** The same statement whether something is wanted or not, so that it is prepared once. */
function meetsWords(kind: 'interests' | 'languages', wanted: Words | undefined): RawBuilder<unknown> {
  const words = (wanted ?? (kind === 'interests' ? [0, 0, 0] : [0, 0])).map(
    (word, at) => sql`(${sql.ref(`candidate.${kind}_${at}`)} & ${word}::integer)`,
  )
  return sql`(${wanted === undefined}::boolean or (${sql.join(words, sql` | `)}) <> 0)`
}
