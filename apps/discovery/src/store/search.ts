import { createStatement, type Kysely, type Param, type RawBuilder, sql, type Statement } from '@kindred/db'

import { kilometreMarks } from '../domain/place.js'
import { countedInterests, weightUnits } from '../domain/score.js'
import { type Found, type Search } from '../domain/search.js'
import { distanceTerm } from '../domain/terms.js'
import { bitCount, gendersOf } from '../domain/traits.js'
import { type Words } from '../domain/words.js'
import { around } from './around.js'
import { type Reach, reachOf } from './reach.js'
import { type Asked, filters, found, kilometreFence, type Reading, readingOf, score } from './rules.js'
import { type Tables } from './schema.js'

/** How many of each cell are looked at before it is known how good they must be. */
const firstLook = 64

interface SearchAsked extends Asked {
  readonly reach: Reach
  readonly bounds: number[]
  readonly limit: number
}

/**
 * The best candidates by SQL alone, best first: the same answer as the memory's. In two phases: the first people of each cell, who are
 * sorted by rank, show how good the last of the answer is at least; then each cell is read as deep as its rank can still beat that.
 */
export async function searchBySql(db: Kysely<Tables>, search: Search, limit: number): Promise<Found[]> {
  const reach = reachOf(search)
  return searches[reach.column](db, { search, reach, bounds: boundsOf(search, reach), limit, marks: marksFor(search) })
}

/** The marks that tell the kilometres of a search apart. */
export const marksFor = ({ maxKm }: Pick<Search, 'maxKm'>): number[] => [...kilometreMarks.subarray(0, maxKm)]

const searches: Record<Reach['column'], Statement<SearchAsked, Found>> = {
  cell5: createStatement((param) => searchIn('cell5', param)),
  cell4: createStatement((param) => searchIn('cell4', param)),
}

/** The fences (offset 0) keep the planner from turning the loop over the cells around. */
function searchIn(column: Reach['column'], param: Param<SearchAsked>): RawBuilder<Found> {
  const of = readingOf(param)
  const limit = param((asked) => asked.limit)
  const inCell = sql`candidate.discoverable and ${sql.ref(`candidate.${column}`)} = reach.cell and candidate.gender = reach.gender`
  return sql`
    with ${around(of.slot)},
    taken as materialized (select slot from seen union all select slot from liker),
    reach as materialized (
      select cell, bound, gender
      from unnest(${param((asked) => asked.reach.cells)}::integer[], ${param((asked) => asked.bounds)}::integer[]) as reach (cell, bound),
        unnest(${param((asked) => gendersOf(asked.search.accepted))}::smallint[]) as gender
    ),
    liked as materialized (
      select ${found}, ${score(of)} + ${sql.lit(weightUnits.liked_you)} as score
      from liker join candidate on candidate.slot = liker.slot ${kilometreFence(of)}
      where candidate.discoverable and ${filters(of)}
    ),
    first as materialized (
      select ${found}, ${score(of)} as score
      from reach cross join lateral (
        select ${covered} from candidate where ${inCell} order by rank desc, slot limit ${sql.lit(firstLook)}
      ) candidate ${kilometreFence(of)}
      where ${filters(of)} and ${isNew(of)}
    ),
    threshold as materialized (
      select coalesce(
        (select score from (select score from liked union all select score from first) every
          order by score desc offset ${limit}::integer - 1 limit 1),
        -${sql.lit(weightUnits.recency * 10)}) as score
    ),
    deeper as (
      select ${found}, ${score(of)} as score
      from threshold cross join reach cross join lateral (
        select ${covered} from candidate
        where ${inCell} and rank >= threshold.score + ${of.rankZero} - reach.bound and ${filters(of, 'row')} and ${isNew(of)}
        offset 0
      ) candidate ${kilometreFence(of)}
      where ${filters(of, 'place')}
    )
    select slot, score, km from (select * from liked union all select * from deeper) every
    order by score desc, slot limit ${limit}::integer`
}

/** What the covering indexes hold: one more column, and every row would be fetched from the table. */
const covered =
  sql.raw(`slot, rank, active_hour, birth_day, min_age, max_age, max_km, traits, accepted, height, min_height, max_height, x, y, z,
  interests_0, interests_1, interests_2, languages_0, languages_1, wanted_interests, wanted_languages`)

/** Neither seen nor a liker, who are judged by themselves with what their like adds: one hashed list, which costs most for who swiped most. */
const isNew = ({ slot }: Reading): RawBuilder<unknown> =>
  sql`candidate.slot <> ${slot} and candidate.slot not in (select slot from taken)`

/** What somebody in each cell can have at most beside the rank. */
function boundsOf(search: Search, reach: Reach): number[] {
  const interests = search.interestUnits * Math.min(countedInterests, countBits(search.viewer.interests))
  const activity = Math.max(0, Math.trunc((weightUnits.recency * search.extraActivityPercent) / 100))
  return reach.nearest.map((km) => distanceTerm(search, km) + interests + activity)
}

const countBits = (words: Words): number => words.reduce((sum, word) => sum + bitCount(word), 0)

/** Of these people those who pass every filter, in the order of the slots given. */
export const judgeBySql = (db: Kysely<Tables>, search: Search, slots: readonly number[]): Promise<Found[]> =>
  judge(db, { search, slots, marks: marksFor(search) })

const judge = createStatement<Asked & { readonly slots: readonly number[] }, Found>((param) => {
  const of = readingOf(param)
  const liked = sql`case when candidate.slot in (select slot from liker) then ${sql.lit(weightUnits.liked_you)} else 0 end`
  return sql`
    with ${around(of.slot)}
    select ${found}, ${score(of)} + ${liked} as score
    from unnest(${param((asked) => asked.slots)}::integer[]) with ordinality as given (slot, place_in_list)
    join candidate on candidate.slot = given.slot ${kilometreFence(of)}
    where candidate.discoverable and candidate.slot <> ${of.slot}::integer and ${filters(of)}
      and candidate.slot not in (select slot from seen)
    order by place_in_list`
})
