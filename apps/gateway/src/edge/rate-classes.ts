/** A limit: so many requests of one caller in a window. */
export interface RateLimit {
  readonly max: number
  readonly windowSeconds: number
  /** Holds instead of the general limit, not beside it. */
  readonly alone?: true
  /**
   * Holds alone, too. A session that the caller names is counted by itself; without one what is refused counts for the address,
   * and is answered 429 once that has too many, and what is good for its own proof or token.
   */
  readonly refusals?: true
}

/** What holds for every route: per address without a token, per person with one, and for the bot, which asks for many people. */
export const generalLimits = {
  anonymous: { max: 100, windowSeconds: 60 },
  user: { max: 1000, windowSeconds: 60 },
  bot: { max: 6000, windowSeconds: 60 },
  // Proofs and refresh tokens of one address that were refused: beyond them nothing of it is looked at, good or bad.
  refused: { max: 600, windowSeconds: 60 },
} as const satisfies Record<string, RateLimit>

/** The named limits that a policy in the contract, or a hand-written route, refers to. */
export const rateClasses = {
  login: { max: 10, windowSeconds: 60, refusals: true },
  refresh: { max: 30, windowSeconds: 60, refusals: true },
  profile: { max: 30, windowSeconds: 60 },
  // Profiles of others, one by one.
  profile_read: { max: 120, windowSeconds: 60 },
  candidates: { max: 60, windowSeconds: 60 },
  swipe: { max: 120, windowSeconds: 60 },
  message: { max: 60, windowSeconds: 60 },
  typing: { max: 120, windowSeconds: 60 },
  upload: { max: 20, windowSeconds: 60 },
  // A picture's address is a credential of its own and `<img>` sends no token: one deck asks for a hundred of them.
  photo: { max: 1200, windowSeconds: 60, alone: true },
  // The pages and scripts of the Mini App: one visit asks for a dozen or two.
  page: { max: 600, windowSeconds: 60, alone: true },
  health: { max: 600, windowSeconds: 60, alone: true },
} as const satisfies Record<string, RateLimit>

/** The name of a limit. */
export type RateClass = keyof typeof rateClasses

/** True when a text names a limit. */
export const isRateClass = (text: string): text is RateClass => Object.hasOwn(rateClasses, text)
