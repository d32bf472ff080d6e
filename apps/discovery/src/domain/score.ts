/** How much each term adds to a score at most. One table for both paths, the reasons and the tests. */
export const weights = {
  recency: 0.25,
  completeness: 0.15,
  like_rate: 0.2,
  distance: 0.2,
  interests: 0.2,
  liked_you: 0.35,
} as const

/** A term of the score. */
export type Term = keyof typeof weights

/**
 * Scores are whole numbers: memory and SQL then agree to the last digit. With this many units to 1, an hour of recency and a
 * shared interest are whole numbers too.
 */
export const unit = 2_880_000

const inUnits = (weight: number): number => Math.round(weight * unit)

/** The weights in units. */
export const weightUnits = {
  recency: inUnits(weights.recency),
  completeness: inUnits(weights.completeness),
  like_rate: inUnits(weights.like_rate),
  distance: inUnits(weights.distance),
  interests: inUnits(weights.interests),
  liked_you: inUnits(weights.liked_you),
} as const satisfies Record<Term, number>

/** The terms of one candidate in units, weight included. */
export type Terms = Readonly<Record<Term, number>>

/** Activity counts down to nothing over this many hours. Linear on purpose: a rank then does not depend on the time of the question. */
export const activeHours = 30 * 24

/** Units of recency in one hour. */
export const unitsPerHour = weightUnits.recency / activeHours

/** More shared interests than this add nothing. */
export const countedInterests = 5

/** The best score there is, in units. */
export const bestScore = Object.values(weightUnits).reduce((sum, weight) => sum + weight, 0)

/** The sum of the terms. */
export const scoreOf = (terms: Terms): number => termNames.reduce((sum, term) => sum + terms[term], 0)

/** A score on the scale of 0 to 100 that people see. */
export const compatibility = (score: number): number => Math.min(100, Math.round((100 * score) / bestScore))

/** What raised a score: each term's share of it in hundredths, largest first, zero terms left out. A finer share would tell when a person was last here. */
export function reasonsOf(terms: Terms): { code: Term; share: number }[] {
  const total = scoreOf(terms)
  return termNames
    .map((code) => ({ code, share: total > 0 ? Math.round((100 * terms[code]) / total) / 100 : 0 }))
    .filter((reason) => reason.share > 0)
    .sort((a, b) => b.share - a.share)
}

const termNames = Object.keys(weights) as Term[]
