import { isLike, type Swipe } from './pair.js'

/** How long a deck is kept and shown. */
export const deckKeptMs = 10 * 60_000

/**
 * How long somebody stays visible after the reason for it has ended: a card may still be on the screen, and its details and photos are
 * opened then.
 */
export const reasonKeptMs = 60 * 60_000

/** What connects a viewer with another person. */
export interface Between {
  /** One of the two blocked the other, their match ended, or the other is absent. */
  readonly isApart: boolean
  /** The other is incognito and neither likes the viewer nor is matched with them. */
  readonly isVeiled: boolean
  /** Safety hides the other, and the two were not matched before. */
  readonly isHidden: boolean
  readonly isMatch: boolean
  readonly theirSwipe: Swipe | null
  /** When the viewer swiped on the other, if ever. */
  readonly swipedAt: Date | null
  /** When the viewer's present deck was made, if the other is in it. */
  readonly deckMadeAt: Date | null
  /** When the other was last in an earlier deck. */
  readonly leftDeckAt: Date | null
}

/** Whether the viewer may see the other. */
export const isVisible = (between: Between, now: Date): boolean =>
  !between.isHidden && !between.isVeiled && hasReason(between, now)

/** Whether the viewer has a reason to see the other, who may be hidden or incognito meanwhile. */
export function hasReason(between: Between, now: Date): boolean {
  const since = now.getTime() - reasonKeptMs
  const isRecent = (moment: Date | null, ms = 0): boolean => moment !== null && moment.getTime() + ms > since
  if (between.isApart) return false
  const isLiked = isLike(between.theirSwipe) && (between.swipedAt === null || isRecent(between.swipedAt))
  return (
    between.isMatch || isLiked || isRecent(between.deckMadeAt, deckKeptMs) || isRecent(between.leftDeckAt)
  )
}
