import { createStatement, type Kysely, type Param, type RawBuilder, sql, type Statement } from '@kindred/db'

import { activeHours, countedInterests, unitsPerHour, weightUnits } from '../domain/score.js'
import type { Found, Search } from '../domain/search.js'
import { gendersOf } from '../domain/traits.js'
import { bitCount, type Words } from '../domain/words.js'
import { around } from './around.js'
import { wordColumns } from './candidate-columns.js'
import {
  type Asked,
  distance,
  filters,
  found,
  kilometreFence,
  marksFor,
  type Reading,
  readingOf,
  score,
  scoreAnywhere,
} from './rules.js'
import type { Tables } from './schema.js'
import { type SearchCells, searchCellsOf } from './search-cells.js'

/** How many people of a cell the first phase reads. */
const firstLook = 128

/**
 * The first phase reads the cells within a sixth of the distance, where most of the best people are, and the others only when those have
 * too few.
 */
const closePart = 6

/**
 * A candidate's last active hour may be later than the hour of the question: the question began before, or came from an instance whose
 * clock is late.
 */
const hoursAhead = 24

interface SearchAsked extends Asked {
  readonly within: SearchCells
  /** The most that the terms other than rank and distance can add to a score. */
  readonly others: number
  readonly limit: number
}

/**
 * The best candidates by SQL alone, best first: the same answer as memory's. The first phase scores the highest-ranked people of some
 * cells, which tells how good the answer's last one is at least. The second phase reads each cell down to the lowest rank that can still be
 * as good.
 */
export async function searchBySql(db: Kysely<Tables>, search: Search, limit: number): Promise<Found[]> {
  const within = searchCellsOf(search)
  return searches[within.column](db, {
    search,
    within,
    others: maxBesideDistance(search),
    limit,
    marks: marksFor(search),
  })
}

const searches: Record<SearchCells['column'], Statement<SearchAsked, Found>> = {
  cell5: createStatement((param) => searchIn('cell5', param)),
  cell4: createStatement((param) => searchIn('cell4', param)),
}

/**
 * `offset 0` keeps the planner from merging two levels of a query. Merged, it would loop over the people and look up their cells instead of
 * the other way round, and test what only few people fail before what most fail.
 */
function searchIn(column: SearchCells['column'], param: Param<SearchAsked>): RawBuilder<Found> {
  const of = readingOf(param)
  const limit = param((asked) => asked.limit)
  const others = sql`${param((asked) => asked.others)}::integer`
  const inCell = sql`candidate.discoverable and ${sql.ref(`candidate.${column}`)} = near_cell.cell and candidate.gender = near_cell.gender`
  const lookIn = (cells: RawBuilder<unknown>) => sql`
      select ${score(of)} as score
      from (select * from ${cells}) near_cell cross join lateral (
        select * from (
          select ${covered} from candidate where ${inCell} order by rank desc, slot limit ${sql.lit(firstLook)}
        ) candidate where ${filters(of, 'row')} offset 0
      ) candidate ${kilometreFence(of)}
      where ${filters(of, 'place')} and ${isNew(of)}`
  return sql`
    with ${around(of.slot)},
    taken as materialized (select slot from seen union all select slot from liker),
    near_cell as materialized (
      select cell, gender, ${distance(of, sql`nearest`)} as bound, nearest * ${sql.lit(closePart)} <= ${of.maxKm} as is_close
      from unnest(${param((asked) => asked.within.cells)}::integer[], ${param((asked) => asked.within.nearest)}::integer[]) as near (cell, nearest),
        unnest(${param((asked) => gendersOf(asked.search.accepted))}::smallint[]) as gender
    ),
    liked as materialized (
      select ${found}, ${score(of)} + ${sql.lit(weightUnits.liked_you)} as score
      from liker join candidate on candidate.slot = liker.slot ${kilometreFence(of)}
      where (candidate.discoverable or candidate.veiled) and ${filters(of)}
    ),
    first as materialized (${lookIn(sql`near_cell where is_close`)}),
    second as materialized (${lookIn(sql`near_cell where not is_close and (select count(*) from first) < ${limit}::integer`)}),
    threshold as materialized (
      select coalesce(
        (select score from (select score from liked union all select score from first union all select score from second) every
          order by score desc offset ${limit}::integer - 1 limit 1),
        -${sql.lit(weightUnits.recency * 10)}) as score
    ),
    deeper as (
      select ${found}, ${score(of)} as score
      from threshold cross join near_cell cross join lateral (
        select ${covered} from candidate
        where ${inCell} and rank >= threshold.score + ${of.rankZero} - ${others} - near_cell.bound and ${filters(of, 'row')}
          and ${scoreAnywhere(of)} >= threshold.score - near_cell.bound
        offset 0
      ) candidate ${kilometreFence(of)}
      where ${filters(of, 'place')} and ${isNew(of)}
    )
    select slot, score, km from (select * from liked union all select * from deeper) every
    order by score desc, slot limit ${limit}::integer`
}

/** The columns of the covering indexes: a query that reads any other fetches every row from the table. */
const covered =
  sql.raw(`slot, rank, active_hour, birth_day, min_age, max_age, max_km, height, min_height, max_height, x, y, z,
  wanted_interests, wanted_languages, ${wordColumns.join(', ')}`)

/**
 * Leaves out the viewer, everybody seen, and the likers, who are scored apart with what their like adds. It is one hashed list, so its cost
 * grows with the viewer's swipes.
 */
const isNew = ({ slot }: Reading): RawBuilder<unknown> =>
  sql`candidate.slot <> ${slot} and candidate.slot not in (select slot from taken)`

function maxBesideDistance(search: Search): number {
  const interests = search.interestUnits * Math.min(countedInterests, countBits(search.viewer.interests))
  const latest = (activeHours + hoursAhead) * unitsPerHour
  const activity = Math.max(0, Math.trunc((latest * search.extraActivityPercent) / 100))
  return interests + activity
}

const countBits = (words: Words): number => words.reduce((sum, word) => sum + bitCount(word), 0)

/** Those of these people who pass every filter, in the given order. */
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
    where (candidate.discoverable or candidate.veiled and candidate.slot in (select slot from liker))
      and candidate.slot <> ${of.slot}::integer and ${filters(of)}
      and candidate.slot not in (select slot from seen)
    order by place_in_list`
})
