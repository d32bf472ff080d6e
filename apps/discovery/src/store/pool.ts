import { createStatement, type Kysely, type Param, type RawBuilder, sql, type Statement } from '@kindred/db'

import { type CodeBeside, poolCodes, type PoolCounts, type Wider } from '../domain/pool.js'
import type { Search } from '../domain/search.js'
import { maskOf } from '../domain/trait-layout.js'
import { traits } from '../domain/traits.js'
import { around } from './around.js'
import {
  type Asked,
  candidates,
  filtersByName,
  kilometreFence,
  marksFor,
  type Reading,
  readingOf,
  theirFilters,
} from './rules.js'
import type { Tables } from './schema.js'
import { type SearchCells, searchCellsOf } from './search-cells.js'

interface PoolAsked extends Asked {
  readonly cells: string
  readonly wider: Wider
}

type PoolRow = PoolCounts['hides'] & Record<'total' | 'addsAge', number>

/** Counts what each filter hides, in one scan of the people within the wider distance. */
export async function countPoolBySql(db: Kysely<Tables>, search: Search, wider: Wider): Promise<PoolCounts> {
  const { column, cells } = searchCellsOf({ ...search, maxKm: wider.maxKm })
  const [row] = await counts[column](db, { search, cells, wider, marks: marksFor(wider) })
  const { total, addsAge, ...hides } = row!
  return { total, addsAge, hides }
}

const counts: Record<SearchCells['column'], Statement<PoolAsked, PoolRow>> = {
  cell5: createStatement((param) => countIn('cell5', param)),
  cell4: createStatement((param) => countIn('cell4', param)),
}

function countIn(column: SearchCells['column'], param: Param<PoolAsked>): RawBuilder<PoolRow> {
  const of = readingOf(param)
  const wider = (read: (wider: Wider) => number) => sql`${param((asked) => read(asked.wider))}::integer`
  const flags = flagsOf(of, param)
  const refs = poolCodes.map((code) => sql.ref(code))
  return sql`
    with ${around(of.slot)}
    select (count(*) filter (where failed = 0))::integer as total,
      ${sql.join(refs.map((ref) => sql`(count(*) filter (where failed = 1 and not ${ref}))::integer as ${ref}`))},
      (count(*) filter (where failed = 1 and not age
        and birth_day between ${wider(({ bornFrom }) => bornFrom)} and ${wider(({ bornUntil }) => bornUntil)}))::integer as "addsAge"
    from (
      select *, ${sql.join(
        refs.map((ref) => sql`case when ${ref} then 0 else 1 end`),
        sql` + `,
      )} as failed
      from (
        select candidate.birth_day, ${sql.join(poolCodes.map((code) => sql`${flags.get(code)!} as ${sql.ref(code)}`))}
        from unnest(${param((asked) => asked.cells)}::integer[]) as near_cell (cell)
        join candidate on ${sql.ref(`candidate.${column}`)} = near_cell.cell ${kilometreFence(of)}
        where candidate.discoverable and candidate.slot <> ${of.slot} and candidate.slot not in (select slot from apart) and place.km < ${wider(({ maxKm }) => maxKm)}
          and ${filtersByName(of).active}
      ) flagged
    ) counted`
}

/** For each filter, whether a candidate passes it. */
function flagsOf(of: Reading, param: Param<PoolAsked>): ReadonlyMap<string, RawBuilder<unknown>> {
  const { age, height, interests, languages } = filtersByName(of)
  const beside: Record<CodeBeside, RawBuilder<unknown>> = {
    age,
    interests,
    languages,
    height: sql`(${height})`,
    distance: sql`place.km < ${of.maxKm}`,
    theirs: sql`(${theirFilters(of)} and place.km < candidate.max_km)`,
    seen: sql`candidate.slot not in (select slot from seen)`,
  }
  const ofTraits = traits.map((trait) => {
    const accepted = sql`${param(({ search }) => search.accepted[trait.word]! & maskOf(trait))}::integer`
    return [trait.code, sql`(${candidates('traits', trait.word)} & ${accepted}) <> 0`] as const
  })
  return new Map([...Object.entries(beside), ...ofTraits])
}
