import type { CandidateFilters } from '@kindred/client'
import { type FactFilters, filterFacts } from '@kindred/facts'

const noFactFilters = Object.fromEntries(
  filterFacts.map(({ filter, kind }) => [filter.name, kind === 'flag' ? false : []]),
) as unknown as Pick<CandidateFilters, keyof FactFilters>

/** Filters that ask for nothing. */
export const noFilters: CandidateFilters = { ...noFactFilters, interests: [], languages: [] }
