import { type DiscoveryServiceService, type PoolFilter } from '@kindred/contracts/discovery'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { type PoolCode, poolCodes, type PoolCounts, type Wider } from '../domain/pool.js'
import { type Search } from '../domain/search.js'
import { maskOf, type TraitGroup } from '../domain/traits.js'
import { widerAge, widerKm } from '../domain/widen.js'
import { searchFor, type Wishes } from '../domain/wishes.js'
import { withFilters } from '../store/viewer.js'
import { pathOf } from './path.js'
import { checkAges, checkFilters } from './try-wishes.js'
import { readViewer } from './viewer.js'

type Method = DiscoveryServiceService['getPool']

export const getPool: Handler<DiscoveryContext, Method> = async (context, request, call) => {
  const viewer = await readViewer(context, call)
  const now = context.clock.now()
  const { filters } = request
  if (filters !== undefined) checkFilters(filters)
  const stored = filters === undefined ? viewer.wishes : await withFilters(context.db, viewer.wishes, filters)
  const wishes: Wishes = {
    ...stored,
    wantedGenders: request.wantedGenders.length > 0 ? request.wantedGenders : stored.wantedGenders,
    minAge: request.minAge ?? stored.minAge,
    maxAge: request.maxAge ?? stored.maxAge,
    maxKm: request.maxDistanceKm ?? stored.maxKm,
  }
  checkAges(wishes.minAge, wishes.maxAge)
  const ages = widerAge(wishes)
  const search = searchFor(viewer.person, wishes, viewer.row.birth_date, now)
  const { bornFrom, bornUntil } = searchFor(viewer.person, { ...wishes, ...ages }, viewer.row.birth_date, now)
  const wider: Wider = { bornFrom, bornUntil, maxKm: widerKm(wishes.maxKm) ?? wishes.maxKm }
  const counts = await context.deck.countPool(search, wider, pathOf(call))
  return { total: counts.total, filters: toFilters(counts, { search, wishes, ages }) }
}

/** The filters that are set, the one that hides most first. */
function toFilters(
  counts: PoolCounts,
  { search, wishes, ages }: { search: Search; wishes: Wishes; ages: { minAge: number; maxAge: number } },
): PoolFilter[] {
  return poolCodes
    .filter((code) => isSet(code, search))
    .map((code): PoolFilter => {
      const hides = counts.hides[code]
      if (code === 'distance') return { code, hides, adds: hides, maxDistanceKm: widerKm(wishes.maxKm) }
      if (code === 'age') {
        const minAge = ages.minAge < wishes.minAge ? ages.minAge : undefined
        const maxAge = ages.maxAge > wishes.maxAge ? ages.maxAge : undefined
        return { code, hides, adds: counts.addsAge, minAge, maxAge }
      }
      return { code, hides, adds: code === 'theirs' || code === 'seen' ? 0 : hides }
    })
    .sort((one, other) => other.hides - one.hides)
}

function isSet(code: PoolCode, search: Search): boolean {
  switch (code) {
    case 'age':
    case 'distance':
    case 'theirs':
    case 'seen':
      return true
    case 'interests':
      return search.wantedInterests !== undefined
    case 'languages':
      return search.wantedLanguages !== undefined
    case 'height':
      return search.minHeight > 0 || search.maxHeight > 0
    default:
      return isNarrowed(code, search)
  }
}

const isNarrowed = (group: TraitGroup, search: Search): boolean => (search.accepted & maskOf(group)) !== maskOf(group)
