/** The places at a pool's connections: each is taken before a connection and given back after it. */
export interface Places {
  /**
   * Resolves with a place: at once while one is free, else behind all who came earlier, or before all of them who are not `ahead` too.
   * Throws when none gets free in time.
   */
  take(isAhead: boolean): Promise<void>
  giveBack(): void
}

interface Waiting {
  readonly enter: () => void
}

/** As many free places as there may be connections. */
export function createPlaces(size: number, withinMs: number): Places {
  const ahead = new Set<Waiting>()
  const usual = new Set<Waiting>()
  let free = size

  return {
    take(isAhead) {
      if (free > 0) {
        free -= 1
        return Promise.resolve()
      }
      const queue = isAhead ? ahead : usual
      return new Promise((resolve, reject) => {
        const waiting: Waiting = {
          enter() {
            clearTimeout(timer)
            queue.delete(waiting)
            resolve()
          },
        }
        const timer = setTimeout(() => {
          queue.delete(waiting)
          // As the pool itself says it.
          reject(new Error('timeout exceeded when trying to connect'))
        }, withinMs)
        queue.add(waiting)
      })
    },
    giveBack() {
      const [next] = ahead.size > 0 ? ahead : usual
      if (next === undefined) free += 1
      else next.enter()
    },
  }
}
