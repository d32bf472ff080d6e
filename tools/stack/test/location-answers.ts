import { distanceSteps } from '@kindred/kernel'

import type { Cast } from './location-cast.js'
import { type Coarsen, kilometresBetween } from './location-map.js'

/** One card of a deck, as far as it tells of a distance. */
export interface Sighting {
  /** Index of a woman: the victims, then the decoys. */
  readonly woman: number
  /** The shown bucket. */
  readonly fromKm: number
  readonly toKm: number
  /** The compatibility, 0 to 100. */
  readonly score: number
  /** The distance's share of it. */
  readonly share: number
}

/** All that the accounts were told. */
export interface Answers {
  /** By account, best first. */
  readonly decks: readonly (readonly Sighting[])[]
  /** By probing account and victim: between which radii the pool begins to count her. */
  readonly radii: readonly (readonly Interval[])[]
}

/** The radius of all accounts, where the term of the distance ends. */
export const lookKm = 50
// The weights of the score are public, as all of Kindred. The accounts make the distance count most, see `wishes`.
const [bestScore, distanceWeight] = [1.35, 0.2 * 1.5]

/** What the accounts wish for, so that the score tells as much of the distance as it can. */
export const wishes = {
  importance: { distance: 150, interests: 50, activity: 50 },
  max_distance_km: lookKm,
} as const

/** Kilometres between which a card says that a woman is. */
export interface Interval {
  readonly fromKm: number
  readonly toKm: number
}

/** What score and reasons tell: the share times the score is the term of the distance, and that is linear in whole kilometres. */
export function readScore({ score, share }: Sighting): Interval {
  const termAt = (shift: number) => ((score + shift) / 100) * bestScore * (share + shift / 100)
  const kmAt = (term: number) => lookKm * (1 - term / distanceWeight)
  const slack = 0.01
  // A term this small is not among the reasons at all.
  if (share === 0) return { fromKm: kmAt(termAt(0.5)) - slack, toKm: Infinity }
  return { fromKm: Math.max(0, kmAt(termAt(0.5)) - slack), toKm: kmAt(termAt(-0.5)) + 1 + slack }
}

/** Recency at half its weight, completeness of a profile with one interest only, the like rate of somebody new. */
const restOfScore = 0.125 + 0.15 * 0.12 + 0.1
const edges = [0, 5, 10, 25, 50, 100]

/** What tells a distance from the distances at which something changes; the least is where the pool begins. */
export type Radii = (wholeKm: number) => Interval

/** Kindred's pool, which looks as far as one of a few steps. */
export const bySteps: Radii = (wholeKm) => {
  const upper = distanceSteps.findIndex((step) => step > wholeKm)
  return { fromKm: distanceSteps[upper - 1] ?? 0, toKm: distanceSteps[upper]! }
}

/** A pool that looks as far as it is told to. */
export const byKilometre: Radii = (wholeKm) =>
  wholeKm < distanceSteps[0] ? { fromKm: 0, toKm: distanceSteps[0] } : { fromKm: wholeKm, toKm: wholeKm + 1 }

/** What a system that differs from Kindred only in where it measures from, and how far its pool can be told to look, would tell the same people. */
export function simulate(
  { victims, decoys, company, accounts, probing }: Cast,
  coarsen: Coarsen,
  radiiOf: Radii,
): Answers {
  const women = [...victims, ...decoys, ...company].map(coarsen)
  const wholeKm = accounts.map((account) => {
    const from = coarsen(account)
    return women.map((woman) => Math.floor(kilometresBetween(from, woman)))
  })
  const decks = wholeKm.map((distances) =>
    distances.map(sightingAt).sort((one, other) => distances[one.woman]! - distances[other.woman]!),
  )
  const radii = probing.map((account) => victims.map((_, victim) => radiiOf(wholeKm[account]![victim]!)))
  return { decks, radii }
}

function sightingAt(km: number, woman: number): Sighting {
  const term = (distanceWeight * (lookKm - km)) / lookKm
  const upper = edges.findIndex((edge) => edge > km)
  return {
    woman,
    fromKm: edges[upper - 1]!,
    toKm: edges[upper]!,
    score: Math.round((100 * (restOfScore + term)) / bestScore),
    share: Math.round((100 * term) / (restOfScore + term)) / 100,
  }
}
