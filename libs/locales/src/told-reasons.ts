import type { Key } from './gen/keys.js'
import type { Translator } from './translator.js'

/** A term of the score by which somebody was put into a deck, with its share of it. */
interface Reason {
  readonly code: string
  readonly share: number
}

const texts: Readonly<Record<string, Key>> = {
  recency: 'reason-recency',
  completeness: 'reason-completeness',
  like_rate: 'reason-like-rate',
  distance: 'reason-distance',
  interests: 'reason-interests',
  liked_you: 'reason-liked-you',
}
/** Less than this says nothing to a person. */
const leastShare = 0.08
const maxTold = 3

/** The reasons that say something to a person, in words, largest first. */
export const reasonsOf = (
  reasons: readonly Reason[],
  t: Translator['t'],
): { code: string; share: number; words: string }[] =>
  reasons
    .flatMap(({ code, share }) => {
      const key = texts[code]
      return key === undefined || share < leastShare ? [] : [{ code, share, words: t(key) }]
    })
    .slice(0, maxTold)
