import type { Contract, Rate } from '@kindred/rpc'

export interface RateLimit extends Rate {
  /** Replaces the general limit, instead of holding beside it. */
  readonly alone?: true
  /**
   * Replaces the general limit too. A request that names a session is counted for the session. Without one, a refused request counts for
   * its address, which gets 429 above the limit, and an accepted one for its proof or token.
   */
  readonly refusals?: true
  /** Where gateways count together by Redis: the share of the limit that each allows by its own count while Redis is away; else the whole. */
  readonly shareAlone?: number
}

/** What costs others something is held low by gateways that cannot count together. */
const quarter = { shareAlone: 0.25 }

/** The limits of every route: per address without a token, per person with one, and for the bot, which acts for many people. */
export const generalLimits = {
  anonymous: { max: 100, windowSeconds: 60 },
  user: { max: 1000, windowSeconds: 60 },
  bot: { max: 6000, windowSeconds: 60 },
  // Refused proofs and refresh tokens of one address: above this, the address is refused without checking them.
  refused: { max: 600, windowSeconds: 60 },
} as const satisfies Record<string, RateLimit>

/**
 * The named limits of hand-written routes, of frames, and of what several RPCs share. A new one is one line here; a limit of one RPC alone
 * stands with its numbers in the policy of that RPC.
 */
export const rateClasses = {
  login: { max: 10, windowSeconds: 60, refusals: true, ...quarter },
  refresh: { max: 30, windowSeconds: 60, refusals: true },
  profile: { max: 30, windowSeconds: 60 },
  candidates: { max: 60, windowSeconds: 60 },
  swipe: { max: 120, windowSeconds: 60, ...quarter },
  message: { max: 60, windowSeconds: 60 },
  appeal: { max: 10, windowSeconds: 3600 },
  typing: { max: 120, windowSeconds: 60 },
  upload: { max: 20, windowSeconds: 60 },
  // More than the service takes: its refusal tells when the next report may go.
  report: { max: 60, windowSeconds: 86_400, ...quarter },
  // `<img>` sends no token, and one deck loads a hundred photos.
  photo: { max: 1200, windowSeconds: 60, alone: true },
  // A download is tried again when the line breaks; the key cannot be guessed.
  export: { max: 20, windowSeconds: 60 },
  // One visit of the Mini App loads a dozen or two of pages and scripts.
  page: { max: 600, windowSeconds: 60, alone: true },
  health: { max: 600, windowSeconds: 60, alone: true },
} as const satisfies Record<string, RateLimit>

export type RateClass = keyof typeof rateClasses

/** The name of a limit whose numbers stand in the policy of its RPC. */
export type OwnLimit = string & { readonly ofOneRpc: true }

export const isRateClass = (text: string): text is RateClass => Object.hasOwn(rateClasses, text)

/** The limits of the contract that one RPC alone has, with their numbers. Throws when a name is taken. */
export function ownLimitsOf({ methods }: Pick<Contract, 'methods'>): ReadonlyMap<OwnLimit, RateLimit> {
  const found = new Map<OwnLimit, RateLimit>()
  for (const { path, policy } of methods) {
    if (policy.rate === undefined) continue
    const name = policy.limit as OwnLimit
    if (found.has(name) || isRateClass(name) || Object.hasOwn(generalLimits, name))
      throw new Error(`${path}: the rate limit ${name} has numbers already`)
    found.set(name, policy.rate)
  }
  return found
}

/** What is special about a named limit. */
export const rulesOf = (limit: RateClass | OwnLimit): Pick<RateLimit, 'alone' | 'refusals'> =>
  isRateClass(limit) ? (rateClasses[limit] as RateLimit) : {}
