/** How much each term adds to a score at most. One table for the query, the reasons and the tests. */
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

/** The terms of one candidate, each from 0 to 1 before its weight. */
export type Terms = Readonly<Record<Term, number>>

/** Activity counts down to nothing over this many days. Linear on purpose: a rank then does not depend on the time of the question. */
export const activeDays = 30

/** More shared interests than this add nothing. */
export const countedInterests = 5

/** The best score there is. */
export const bestScore = Object.values(weights).reduce((sum, weight) => sum + weight, 0)

/** The weighted sum of the terms. */
export const scoreOf = (terms: Terms): number => termNames.reduce((sum, term) => sum + weights[term] * terms[term], 0)

/** A score on the scale of 0 to 100 that people see. */
export const compatibility = (score: number): number => Math.round((100 * score) / bestScore)

/** What raised a score: each term's share of it in hundredths, largest first, zero terms left out. A finer share would tell when a person was last here. */
export function reasonsOf(terms: Terms): { code: Term; share: number }[] {
  const total = scoreOf(terms)
  return termNames
    .map((code) => ({ code, share: total > 0 ? hundredths((weights[code] * terms[code]) / total) : 0 }))
    .filter((reason) => reason.share > 0)
    .sort((a, b) => b.share - a.share)
}

const hundredths = (share: number): number => Math.round(100 * share) / 100

const termNames = Object.keys(weights) as Term[]
