import { CandidateFilters, type Preferences } from '@kindred/contracts/profile'

import { cellAt } from './fixture.js'

/** Wishes that anybody meets who is not far away. */
export const everybody: Preferences = {
  wantedGenders: ['WOMAN', 'MAN', 'NONBINARY'],
  minAge: 18,
  maxAge: 100,
  maxDistanceKm: 50,
  widenDistance: false,
}

export const noFilters = CandidateFilters.create()

/** Parts of the world, each of its own: the answer is the cell of a place in one, by degrees north of its middle. */
export function createParts(): () => (north?: number) => string {
  let meridian = -170
  return () => {
    const east = (meridian += 5)
    return (north = 0) => cellAt(35 + north, east)
  }
}
