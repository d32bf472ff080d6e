import { chord2, kilometresOf } from './place.js'
import { activeHours, countedInterests, type Terms, unitsPerHour, weightUnits } from './score.js'
import type { Person, Search } from './search.js'
import { bitCount } from './words.js'

/** The counters of a candidate. */
export interface Counted {
  /** Thousandths. */
  readonly completeness: number
  readonly likes: number
  readonly swipes: number
}

/** The terms of one candidate's score: memory and SQL sort by their sum. */
export function termsOf(search: Search, person: Person, counted: Counted, likesViewer: boolean): Terms {
  const recency = (person.activeHour - search.nowHour + activeHours) * unitsPerHour
  const km = kilometresOf(chord2(person, search.viewer))
  return {
    recency: recency + Math.trunc((recency * search.extraActivityPercent) / 100),
    completeness: (counted.completeness * weightUnits.completeness) / 1000,
    like_rate: Math.floor((weightUnits.like_rate * (counted.likes + 2)) / (counted.swipes + 4)),
    distance: distanceTerm(search, km),
    interests: search.interestUnits * Math.min(countedInterests, sharedInterests(person, search.viewer)),
    liked_you: likesViewer ? weightUnits.liked_you : 0,
  }
}

/** The distance term for somebody this many kilometres away. */
export const distanceTerm = ({ scaleKm, distanceUnits }: Search, km: number): number =>
  km >= scaleKm ? 0 : Math.trunc((distanceUnits * (scaleKm - km)) / scaleKm)

const sharedInterests = (one: Person, other: Person): number =>
  one.interests.reduce((sum, word, at) => sum + bitCount(word & other.interests[at]!), 0)
