import { type Kysely, type RawBuilder, sql } from 'kysely'

import { type PoolCode, poolCodes, type PoolCounts } from '../domain/pool.js'
import { type Search } from '../domain/search.js'
import { maskOf, type TraitGroup } from '../domain/traits.js'
import { reachOf } from './reach.js'
import { type Tables } from './schema.js'
import { around, filtersByName, kilometres, theirFilters } from './search.js'

/** What each filter hides, in one scan of the people within the wider reach. */
export async function countPoolBySql(
  db: Kysely<Tables>,
  search: Search,
  wider: Pick<Search, 'bornFrom' | 'bornUntil' | 'maxKm'>,
): Promise<PoolCounts> {
  const reach = reachOf({ ...search, maxKm: wider.maxKm })
  const flags = flagsOf(search)
  const hidden = poolCodes.map(
    (code) => sql`(count(*) filter (where failed = 1 and not ${sql.ref(code)}))::integer as ${sql.ref(code)}`,
  )
  const { rows } = await sql<Record<PoolCode | 'total' | 'addsAge', number>>`
    with ${around(search.viewer.slot)}
    select (count(*) filter (where failed = 0))::integer as total, ${sql.join(hidden)},
      (count(*) filter (where failed = 1 and not age and birth_day between ${wider.bornFrom} and ${wider.bornUntil}))::integer as "addsAge"
    from (
      select *, ${sql.join(
        poolCodes.map((code) => sql`case when ${sql.ref(code)} then 0 else 1 end`),
        sql` + `,
      )} as failed
      from (
        select candidate.birth_day, ${sql.join(poolCodes.map((code) => sql`${flags[code]} as ${sql.ref(code)}`))}
        from unnest(${reach.cells}::integer[]) as reach (cell)
        join candidate on ${sql.ref(`candidate.${reach.column}`)} = reach.cell
        cross join lateral (select ${kilometres({ ...search, maxKm: wider.maxKm })} as km offset 0) place
        where candidate.discoverable and candidate.slot <> ${search.viewer.slot} and place.km < ${wider.maxKm}::integer
          and ${filtersByName(search)['active']!}
      ) flagged
    ) counted`.execute(db)
  const { total, addsAge, ...hides } = rows[0]!
  return { total, addsAge, hides }
}

function flagsOf(search: Search): Record<PoolCode, RawBuilder<unknown>> {
  const filters = filtersByName(search)
  const trait = (group: TraitGroup) => sql`(candidate.traits & ${search.accepted & maskOf(group)}::integer) <> 0`
  return {
    ...{ gender: trait('gender'), goals: trait('goals'), smoking: trait('smoking'), drinking: trait('drinking') },
    ...{
      children: trait('children'),
      education: trait('education'),
      has_photo: trait('has_photo'),
      verified: trait('verified'),
    },
    ...{
      age: filters['age']!,
      height: sql`(${filters['height']!})`,
      interests: filters['interests']!,
      languages: filters['languages']!,
    },
    distance: sql`place.km < ${search.maxKm}::integer`,
    theirs: sql`(${theirFilters(search)} and place.km < candidate.max_km)`,
    seen: sql`candidate.slot not in (select slot from seen)`,
  }
}
