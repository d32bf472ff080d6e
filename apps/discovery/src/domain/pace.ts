import { marks } from '@kindred/kernel/marks'

import { isLike, type Swipe } from './pair.js'

/** What one person swiped in a minute, as far as one instance saw. */
export interface Pace {
  readonly slot: number
  /** The minute's number since 1970. */
  readonly minute: number
  readonly swipes: number
  readonly likes: number
  readonly firstAt: Date
  readonly lastAt: Date
}

/** Counts people's swipes by the minute, in memory. */
export interface Paces {
  swiped(slot: number, swipe: Swipe, at: Date): void
  /** Takes out what was counted in the minutes before `now`, without those who swiped little. */
  take(now: Date): Pace[]
}

const minuteMs = 60_000
const minuteOf = (at: Date): number => Math.floor(at.getTime() / minuteMs)
/** Two instances may share the swipes of a person, and more of them hardly ever do. */
const minOfInstance = marks.hastyLikes.minSwipes / 5

interface Count {
  minute: number
  swipes: number
  likes: number
  first: number
  last: number
}

export function createPaces(): Paces {
  const counts = new Map<number, Count>()
  let done: Pace[] = []
  const finish = (slot: number, { minute, swipes, likes, first, last }: Count): void => {
    if (swipes >= minOfInstance)
      done.push({ slot, minute, swipes, likes, firstAt: new Date(first), lastAt: new Date(last) })
  }
  return {
    swiped(slot, swipe, at) {
      const [minute, time] = [minuteOf(at), at.getTime()]
      let count = counts.get(slot)
      if (count?.minute !== minute) {
        if (count !== undefined) finish(slot, count)
        count = { minute, swipes: 0, likes: 0, first: time, last: time }
        counts.set(slot, count)
      }
      count.swipes++
      if (isLike(swipe)) count.likes++
      count.last = Math.max(count.last, time)
    },
    take(now) {
      const minute = minuteOf(now)
      for (const [slot, count] of counts) {
        if (count.minute >= minute) continue
        finish(slot, count)
        counts.delete(slot)
      }
      const taken = done
      done = []
      return taken
    },
  }
}

/** Whether somebody likes nearly everybody, faster than anybody looks. */
export function isHasty({ swipes, likes, firstAt, lastAt }: Pace): boolean {
  const { minSwipes, share, everyMs } = marks.hastyLikes
  const pace = (lastAt.getTime() - firstAt.getTime()) / (swipes - 1)
  return swipes >= minSwipes && likes / swipes > share && pace < everyMs
}
