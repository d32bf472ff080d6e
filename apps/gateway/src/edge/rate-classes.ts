/** A limit: so many requests of one caller in a window. */
export interface RateLimit {
  readonly max: number
  readonly windowSeconds: number
}

/** What holds for every route: per address without a token, per person with one. */
export const generalLimits = {
  anonymous: { max: 100, windowSeconds: 60 },
  user: { max: 1000, windowSeconds: 60 },
} as const satisfies Record<string, RateLimit>

/** The tighter, named limits that a policy in the contract refers to. */
export const rateClasses = {
  login: { max: 10, windowSeconds: 60 },
  refresh: { max: 30, windowSeconds: 60 },
  profile: { max: 30, windowSeconds: 60 },
  candidates: { max: 60, windowSeconds: 60 },
  swipe: { max: 120, windowSeconds: 60 },
  message: { max: 60, windowSeconds: 60 },
  typing: { max: 120, windowSeconds: 60 },
  upload: { max: 20, windowSeconds: 60 },
} as const satisfies Record<string, RateLimit>

/** The name of a tighter limit. */
export type RateClass = keyof typeof rateClasses

/** True when a text names a limit. */
export const isRateClass = (text: string): text is RateClass => Object.hasOwn(rateClasses, text)
