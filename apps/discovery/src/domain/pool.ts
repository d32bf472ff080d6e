import { type Search } from './search.js'

/** The filters that can hide people, by the codes of the contract. */
export const poolCodes = [
  'gender',
  'age',
  'distance',
  'theirs',
  'seen',
  'goals',
  'has_photo',
  'verified',
  'interests',
  'languages',
  'height',
  'smoking',
  'drinking',
  'children',
  'education',
] as const

export type PoolCode = (typeof poolCodes)[number]

/** Ages and distance one step wider than a search's. */
export type Wider = Pick<Search, 'bornFrom' | 'bornUntil' | 'maxKm'>

/** What the filters do to the people around a viewer. */
export interface PoolCounts {
  /** Who pass everything. */
  readonly total: number
  /** Who pass everything but this filter. */
  readonly hides: Readonly<Record<PoolCode, number>>
  /** Of those whom the age range hides, who are inside the wider one. */
  readonly addsAge: number
}
