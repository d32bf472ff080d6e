import { type Kysely, type RawBuilder, sql } from 'kysely'

import { ageOn } from '@kindred/kernel'

import { dayOf } from '../domain/day.js'
import { activeDays, countedInterests, type Term, weights } from '../domain/score.js'
import { type PersonRow, type PlaceInList, type Tables } from './schema.js'

/** A person who can be matched: profile, preferences and position are there. */
export type Viewer = PersonRow & {
  latitude: number
  longitude: number
  wanted_genders: string[]
  min_age: number
  max_age: number
  max_distance_km: number
}

/** A candidate with what its score is made of. */
export type CandidateRow = PersonRow &
  Record<`term_${Term}`, number> & {
    distance_km: number | null
    common_interests: string[]
    /** The other person's swipe on the viewer, if it is a like. */
    their_swipe: 'LIKE' | 'SUPERLIKE' | null
    their_message: string | null
    their_swiped_at: Date | null
  }

/**
 * The best people for the viewer under all mutual filters, best first. The one door to the deck: what stands behind it may change,
 * its answer may not.
 */
export async function findCandidates(
  db: Kysely<Tables>,
  viewer: Viewer,
  limit: number,
  now: Date,
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    select * from (
      ${scored(viewer, now, besideTheirPair(viewer))}
      where person.user_id <> ${viewer.user_id}
        and ${mutualFilters(viewer, now)}
        and pair.ended_at is null
        and case when pair.lower_id = ${viewer.user_id} then pair.lower_swipe else pair.upper_swipe end is null
    ) candidate
    where candidate.distance_km <= least(${viewer.max_distance_km}, candidate.max_distance_km)
    order by ${score} desc, user_id
    limit ${limit}`.execute(db)
  return rows
}

/** People who like the viewer and await an answer, newest first; one row more than `limit`. */
export async function listLikers(
  db: Kysely<Tables>,
  viewer: Viewer,
  page: { after: PlaceInList | undefined; limit: number; now: Date },
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    ${scored(viewer, page.now, besideUnansweredLikes(viewer, page))}
    order by their_swiped_at desc, user_id desc`.execute(db)
  return rows
}

/** The weighted sum of the terms, as an SQL expression over a row of `scored`. */
const score = sql.join(
  Object.entries(weights).map(([term, weight]) => sql`${sql.lit(weight)}::float8 * ${sql.ref(`term_${term}`)}`),
  sql` + `,
)

/** Everybody beside the pair's row with the viewer, if there is one. Looked up one by one: a join would read every pair there is. */
const besideTheirPair = (viewer: Viewer): RawBuilder<unknown> => sql`
    person left join lateral (
      select * from pair
      where pair.lower_id = least(person.user_id, ${viewer.user_id}::uuid)
        and pair.upper_id = greatest(person.user_id, ${viewer.user_id}::uuid)
      offset 0
    ) pair on true`

/** A page of those who like the viewer and whom the viewer has not swiped, beside their pairs. */
function besideUnansweredLikes(
  viewer: Viewer,
  { after, limit }: { after: PlaceInList | undefined; limit: number },
): RawBuilder<unknown> {
  const isAfter =
    after === undefined ? sql`` : sql`where (swiped_at, other_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return sql`(
      select * from (
        select *, upper_id as other_id, upper_swiped_at as swiped_at from pair
        where lower_id = ${viewer.user_id} and lower_swipe is null and upper_swipe in ('LIKE', 'SUPERLIKE') and ended_at is null
        union all
        select *, lower_id, lower_swiped_at from pair
        where upper_id = ${viewer.user_id} and upper_swipe is null and lower_swipe in ('LIKE', 'SUPERLIKE') and ended_at is null
      ) awaiting ${isAfter} order by swiped_at desc, other_id desc limit ${limit + 1}
    ) pair join person on person.user_id = pair.other_id`
}

/** The people of `from` with the terms of their score. */
function scored(viewer: Viewer, now: Date, from: RawBuilder<unknown>): RawBuilder<unknown> {
  const likesViewer = sql`case when pair.lower_id = person.user_id then pair.lower_swipe else pair.upper_swipe end`
  return sql`
    select person.*, place.distance_km, shared.common_interests,
      case when ${likesViewer} in ('LIKE', 'SUPERLIKE') then ${likesViewer} end as their_swipe,
      case when pair.lower_id = person.user_id then pair.lower_message else pair.upper_message end as their_message,
      case when pair.lower_id = person.user_id then pair.lower_swiped_at else pair.upper_swiped_at end as their_swiped_at,
      least(1, greatest(0, 1 - extract(epoch from ${now}::timestamptz - person.last_active_at)::float8 / ${activeDays * 86_400})) as term_recency,
      person.completeness as term_completeness,
      (person.likes_received + 2)::float8 / (person.swipes_received + 4) as term_like_rate,
      greatest(0, 1 - coalesce(place.distance_km, 1e9) / ${viewer.max_distance_km}) as term_distance,
      least(cardinality(shared.common_interests), ${countedInterests})::float8 / ${countedInterests} as term_interests,
      case when ${likesViewer} in ('LIKE', 'SUPERLIKE') then 1 else 0 end::float8 as term_liked_you
    from ${from}
    cross join lateral (select ${kilometres(viewer)} as distance_km) place
    cross join lateral (select coalesce(array_agg(interest order by interest), '{}') as common_interests
      from unnest(person.interests) interest where interest = any(${viewer.interests}::text[])) shared`
}

/** Who may see whom, but for the exact distance: gender, age and activity, each in both directions. */
function mutualFilters(viewer: Viewer, now: Date): RawBuilder<unknown> {
  const degrees = viewer.max_distance_km / 110.5
  return sql`person.cell is not null and person.wanted_genders is not null
    and person.latitude between ${viewer.latitude - degrees} and ${viewer.latitude + degrees}
    and person.gender = any(${viewer.wanted_genders}::text[])
    and ${viewer.gender} = any(person.wanted_genders)
    and person.birth_date <= ${yearsBefore(now, viewer.min_age)}
    and person.birth_date > ${yearsBefore(now, viewer.max_age + 1)}
    and ${ageOn(viewer.birth_date, now)} between person.min_age and person.max_age
    and person.last_active_at > ${new Date(now.getTime() - activeDays * 86_400_000)}`
}

/**
 * The last birth date of those who are that old. Whoever was born on 29 February waits for 1 March, and the subtraction goes back
 * to 28 February: both count alike. Days know no time zone, unlike age() in the database.
 */
const yearsBefore = (now: Date, years: number): RawBuilder<unknown> =>
  sql`(${dayOf(now)}::date - make_interval(years => ${years}))::date`

/** Great-circle distance between the two cell centres (haversine, mean Earth radius 6,371.0088 km). */
function kilometres(viewer: Viewer): RawBuilder<unknown> {
  return sql`2 * 6371.0088 * asin(least(1, sqrt(
    sin(radians(person.latitude - ${viewer.latitude}) / 2) ^ 2
    + cos(radians(${viewer.latitude})) * cos(radians(person.latitude)) * sin(radians(person.longitude - ${viewer.longitude}) / 2) ^ 2)))`
}
