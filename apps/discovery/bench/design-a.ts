import { type Kysely, type RawBuilder, sql } from 'kysely'

import { activeHours, countedInterests, weights } from '../src/domain/score.js'
import type { Search } from '../src/domain/search.js'
import { genders, gendersOf } from '../src/domain/traits.js'
import { columnsOf, wordColumns } from '../src/store/candidate-columns.js'
import type { Tables } from '../src/store/schema.js'

/**
 * Design A, what most projects do: one wide table with latitude and longitude, a box and the haversine, everything filtered and scored in
 * the query, the best 20 by a sort. Where a real one would compare words it may use our bits, which are cheaper.
 */
export async function createDesignA(db: Kysely<Tables>): Promise<void> {
  await sql`
    create table design_a as
    select person.slot, user_id, name, birth_date, person.gender, bio, city, interests, photos, wanted_genders,
      person.min_age, person.max_age, max_distance_km, degrees(asin(z::float8)) as latitude, degrees(atan2(y::float8, x::float8)) as longitude,
      to_timestamp(active_hour * 3600.0) as last_active_at, completeness / 1000.0::float8 as completeness, likes_received, swipes_received,
      height, min_height, max_height, wanted_interests, wanted_languages, ${sql.raw(wordColumns.join(', '))}, not paused as visible
    from person join candidate using (slot) order by slot`.execute(db)
  await sql`alter table design_a add primary key (slot)`.execute(db)
  await sql`create index on design_a (latitude, longitude) where visible`.execute(db)
  await sql`create index on design_a (gender, birth_date) where visible`.execute(db)
  await sql`create index on design_a (last_active_at) where visible`.execute(db)
  await sql`vacuum analyze design_a`.execute(db)
}

/** The slots of the best. */
export async function searchDesignA(db: Kysely<Tables>, search: Search, limit: number): Promise<number[]> {
  const { viewer, nowHour } = search
  const { rows } = await sql<{ slot: number }>`
    select slot from (
      select p.slot, ${weight('recency')} * (extract(epoch from p.last_active_at)::float8 / 3600 - ${nowHour - activeHours}::integer)
          / ${sql.lit(activeHours)} * (1 + ${search.extraActivityPercent}::integer / 100.0::float8)
        + ${weight('completeness')} * p.completeness
        + ${weight('like_rate')} * (p.likes_received + 2) / (p.swipes_received + 4)
        + ${weightOf('distance', search.distanceUnits)} * greatest(0, 1 - place.km / ${search.scaleKm}::integer)
        + ${weightOf('interests', search.interestUnits)} * least(${sql.lit(countedInterests)}, ${shared(viewer.interests)})
        + case when pair.theirs in ('LIKE', 'SUPERLIKE') then ${weight('liked_you')} else 0 end as score
      from design_a p
      cross join lateral (select floor(${haversine(search)}) as km) place
      left join lateral (
        select case when lower = ${viewer.slot} then lower_swipe else upper_swipe end as mine,
          case when lower = ${viewer.slot} then upper_swipe else lower_swipe end as theirs,
          lower_blocked_at is not null or upper_blocked_at is not null as blocked
        from pair where lower = least(p.slot, ${viewer.slot}::integer) and upper = greatest(p.slot, ${viewer.slot}::integer)
        offset 0
      ) pair on true
      where ${mutual(search)} and place.km < least(p.max_distance_km, ${search.maxKm}::integer)
        and pair.mine is null and pair.blocked is not true
    ) candidate order by score desc, slot limit ${limit}`.execute(db)
  return rows.map((row) => row.slot)
}

const weight = (term: keyof typeof weights): RawBuilder<unknown> => sql`${sql.lit(weights[term])}::float8`

/** The viewer's own weight. */
const weightOf = (_term: 'distance' | 'interests', units: number): RawBuilder<unknown> =>
  sql`(${units}::integer / 2880000.0::float8)`

const shared = (words: readonly number[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    words.map((word, at) => sql`bit_count((p.${sql.ref(`interests_${at}`)} & ${word}::integer)::bit(32))`),
    sql` + `,
  )})`

const degreesOf = ({ viewer }: Search): { latitude: number; longitude: number } => ({
  latitude: (Math.asin(viewer.z) * 180) / Math.PI,
  longitude: (Math.atan2(viewer.y, viewer.x) * 180) / Math.PI,
})

function haversine(search: Search): RawBuilder<unknown> {
  const { latitude, longitude } = degreesOf(search)
  return sql`2 * 6371.0088 * asin(least(1, sqrt(
    sin(radians(p.latitude - ${latitude}::float8) / 2) ^ 2 + cos(radians(${latitude}::float8)) * cos(radians(p.latitude))
      * sin(radians(p.longitude - ${longitude}::float8) / 2) ^ 2)))`
}

function mutual(search: Search): RawBuilder<unknown> {
  const { viewer, maxKm } = search
  const { latitude, longitude } = degreesOf(search)
  const north = maxKm / 111
  const east = Math.min(
    180,
    maxKm / (111 * Math.cos((Math.min(85, Math.abs(latitude) + north) * Math.PI) / 180)),
  )
  const day = (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10)
  return sql`p.visible and p.slot <> ${viewer.slot}
    and p.latitude between ${latitude - north}::float8 and ${latitude + north}::float8
    and p.longitude between ${longitude - east}::float8 and ${longitude + east}::float8
    and p.gender = any(${gendersIn(search)}::text[])
    and p.birth_date between ${day(search.bornFrom)}::date and ${day(search.bornUntil)}::date
    and ${search.age}::integer between p.min_age and p.max_age
    and p.last_active_at > ${new Date((search.nowHour - activeHours) * 3_600_000)}::timestamptz
    and ${accepted(search)}
    and ${tall(sql`p.height`, sql`${search.minHeight}::integer`, sql`${search.maxHeight}::integer`)}
    and ${tall(sql`${viewer.height}::integer`, sql`p.min_height`, sql`p.max_height`)}
    and ${words('interests', search)} and ${words('languages', search)}`
}

const gendersIn = ({ accepted }: Search): string[] => gendersOf(accepted).map((at) => genders[at]!)

/** Both ways, each answer. */
function accepted({ accepted, viewer }: Search): RawBuilder<unknown> {
  const both = columnsOf.traits.flatMap((column, word) => {
    const [theirs, mine] = [sql`p.${sql.ref(column)}`, sql`${viewer.traits[word]}::integer`]
    const wanted = sql`p.${sql.ref(columnsOf.accepted[word]!)}`
    return [sql`(${accepted[word]}::integer & ${theirs}) = ${theirs}`, sql`(${wanted} & ${mine}) = ${mine}`]
  })
  return sql.join(both, sql` and `)
}

const tall = (
  height: RawBuilder<unknown>,
  low: RawBuilder<unknown>,
  high: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`(${low} = 0 or (${height} <> 0 and ${height} >= ${low})) and (${high} = 0 or (${height} <> 0 and ${height} <= ${high}))`

/** Both ways: something that the viewer wants, and something that the other wants. */
function words(kind: 'interests' | 'languages', search: Search): RawBuilder<unknown> {
  const wanted = kind === 'interests' ? search.wantedInterests : search.wantedLanguages
  const theirs = sql`p.${sql.ref(`wanted_${kind}`)}`
  const mine = (wanted ?? search.viewer[kind].map(() => 0)).map(
    (word, at) => sql`(p.${sql.ref(`${kind}_${at}`)} & ${word}::integer)`,
  )
  const back = search.viewer[kind].map((word, at) => sql`(${theirs}[${sql.lit(at + 1)}] & ${word}::integer)`)
  return sql`(${wanted === undefined}::boolean or (${sql.join(mine, sql` | `)}) <> 0)
    and (${theirs} is null or (${sql.join(back, sql` | `)}) <> 0)`
}
