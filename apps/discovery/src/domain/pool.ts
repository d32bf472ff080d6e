import type { Search } from './search.js'
import { narrows, type Trait, traits } from './traits.js'

const always = ['age', 'distance', 'theirs', 'seen'] as const
const others = ['interests', 'languages', 'height'] as const

/** The code of a filter that is not on a trait. */
export type CodeBeside = (typeof always | typeof others)[number]

const isInFilters = ({ fact }: Trait): boolean => fact.filter.of === 'filters'
const codesOf = (some: readonly Trait[]): string[] => some.map(({ code }) => code)

/** The codes of all filters that can hide people. Filters that hide equally many are listed in this order. */
export const poolCodes: readonly string[] = [
  ...codesOf(traits.filter((trait) => !isInFilters(trait))),
  ...always,
  ...codesOf(traits.filter(isInFilters)),
  ...others,
]

/** True when a search hides people by this filter. Age, distance, the wishes of others and whom the viewer has seen always may. */
export function isSet(code: string, search: Search): boolean {
  const trait = traits.find((each) => each.code === code)
  if (trait !== undefined) return narrows(search.accepted, trait)
  if (code === 'interests') return search.wantedInterests !== undefined
  if (code === 'languages') return search.wantedLanguages !== undefined
  if (code === 'height') return search.minHeight > 0 || search.maxHeight > 0
  return true
}

/**
 * A count as others may hear it: the lower end of 0 to 9, 10 to 24, 25 to 49, 50 to 99, and the same of each power of ten after that. One
 * person more or less does not show in it, and 0 does not mean that there is nobody.
 */
export function coarse(count: number): number {
  if (count < 10) return 0
  const power = 10 ** Math.floor(Math.log10(count) + 1e-9)
  const step = [5, 2.5, 1].find((multiple) => count >= multiple * power) ?? 1
  return step * power
}

/** Ages and distance one step wider than those of a search. */
export type Wider = Pick<Search, 'bornFrom' | 'bornUntil' | 'maxKm'>

/** How long the same question gets the same answer, so that nobody can watch one person come or go. */
export const answerKeptMs = 10 * 60_000

/** What is told of one filter; counts are coarse. */
interface PoolFilterAnswer {
  readonly code: string
  readonly hides: number
  readonly adds: number
  readonly maxDistanceKm?: number | undefined
  readonly minAge?: number | undefined
  readonly maxAge?: number | undefined
}

/** What a viewer is told of the pool; counts are coarse. */
export interface PoolAnswer {
  readonly total: number
  readonly filters: PoolFilterAnswer[]
}

/** What the filters do to the people around a viewer. */
export interface PoolCounts {
  /** The number of people who pass every filter. */
  readonly total: number
  /** The number of people who pass every filter but this one. */
  readonly hides: Readonly<Record<string, number>>
  /** Of those whom only the age range hides, the number inside the wider range. */
  readonly addsAge: number
}
