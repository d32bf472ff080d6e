/**
 * The one table of quiet protections: when a service raises a mark about somebody, and how many conversations a person may begin. Chat and
 * discovery observe and tell safety of marks, which weighs them in a case; nothing is refused or deleted for a mark alone.
 */
const day = 24 * 3_600_000

export const marks = {
  /** Chat: first messages of one person that say the same, or nearly. Shorter ones are greetings that everybody writes. */
  repeatedFirstMessage: { people: 5, withinMs: 7 * day, minLetters: 16, minLikeness: 0.6 },
  /** Chat: something to be advised of in the first messages that a person writes to another. Discovery: in the words beside a like. */
  earlyContact: { messages: 3 },
  /** Discovery: likes for more than this share of the people swiped, one after the other faster than this on average, within a minute. */
  hastyLikes: { minSwipes: 30, share: 0.95, everyMs: 1_000 },
} as const

/** How many conversations a person may begin in `withinMs`: whoever is new for that long, and whoever reports were right about. */
export const beginnings = { withinMs: day, whileNew: 20, afterReports: { valid: 2, most: 5 } } as const

/** What decides how many conversations somebody may begin. */
export interface Standing {
  /** When the account was made; undefined for long ago. */
  readonly since: Date | undefined
  /** Reports about the person that were found right lately. */
  readonly validReports: number
}

/** What holds for everybody at a moment. */
export interface Limits {
  readonly now: Date
  /** How many conversations a new account may begin; 0 for any number. */
  readonly whileNew: number
}

/** How many conversations a person may begin in 24 hours; Infinity for nearly everybody. */
export function maxBeginnings({ since, validReports }: Standing, { now, whileNew }: Limits): number {
  const isNew = since !== undefined && now.getTime() - since.getTime() < beginnings.withinMs
  const { valid, most } = beginnings.afterReports
  return Math.min(isNew && whileNew > 0 ? whileNew : Infinity, validReports >= valid ? most : Infinity)
}
