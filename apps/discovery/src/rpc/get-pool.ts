import type { DiscoveryServiceService, GetPoolRequest } from '@kindred/contracts/discovery'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { countPool } from '../deck/candidates.js'
import { countOnce } from '../deck/pool-answers.js'
import { coarse, isSet, type PoolAnswer, poolCodes, type PoolCounts, type Wider } from '../domain/pool.js'
import type { Search } from '../domain/search.js'
import { stepFor, widerAge, widerKm } from '../domain/widen.js'
import { searchFor, type Wishes } from '../domain/wishes.js'
import { withFilters } from '../store/viewer.js'
import { checkAges, checkFilters } from './check-wishes.js'
import { readViewer } from './viewer.js'

type Method = DiscoveryServiceService['getPool']

export const getPool: Handler<DiscoveryContext, Method> = async (context, request, call) => {
  const viewer = await readViewer(context, call)
  const now = context.clock.now()
  const wishes = await tried(context, viewer.wishes, request)
  return countOnce(context.db, { slot: viewer.person.slot, wishes, now }, async () => {
    const ages = widerAge(wishes)
    const search = searchFor(viewer.person, wishes, now)
    const { bornFrom, bornUntil } = searchFor(viewer.person, { ...wishes, ...ages }, now)
    const wider: Wider = { bornFrom, bornUntil, maxKm: widerKm(wishes.maxKm) ?? wishes.maxKm }
    return toAnswer(await countPool(context, search, wider), { search, wishes, ages })
  })
}

/**
 * The stored wishes with the values that the request tries out. A distance is rounded up to a step, because one between two steps would
 * measure more finely than anybody is told.
 */
async function tried({ db }: DiscoveryContext, wishes: Wishes, request: GetPoolRequest): Promise<Wishes> {
  const { filters } = request
  if (filters !== undefined) checkFilters(filters)
  const stored = filters === undefined ? wishes : await withFilters(db, wishes, filters)
  const { minAge = stored.minAge, maxAge = stored.maxAge, maxDistanceKm = stored.maxKm } = request
  checkAges(minAge, maxAge)
  const wantedGenders = request.wantedGenders.length > 0 ? request.wantedGenders : stored.wantedGenders
  return { ...stored, wantedGenders, minAge, maxAge, maxKm: stepFor(maxDistanceKm) }
}

/** The filters that are set, the one that hides most first; filters that hide equally many stand in a fixed order. */
function toAnswer(
  counts: PoolCounts,
  { search, wishes, ages }: { search: Search; wishes: Wishes; ages: { minAge: number; maxAge: number } },
): PoolAnswer {
  const filters = poolCodes
    .filter((code) => isSet(code, search))
    .map((code) => {
      const hides = coarse(counts.hides[code] ?? 0)
      if (code === 'distance') return { code, hides, adds: hides, maxDistanceKm: widerKm(wishes.maxKm) }
      if (code === 'age') {
        const minAge = ages.minAge < wishes.minAge ? ages.minAge : undefined
        const maxAge = ages.maxAge > wishes.maxAge ? ages.maxAge : undefined
        return { code, hides, adds: coarse(counts.addsAge), minAge, maxAge }
      }
      return { code, hides, adds: code === 'theirs' || code === 'seen' ? 0 : hides }
    })
  return { total: coarse(counts.total), filters: filters.sort((one, other) => other.hides - one.hides) }
}
