import type { Frame } from './frames.js'

/** The person's events as they arrive: each once, in order. The cursor never passes an event that is still missing. */
export interface Arrivals {
  /** Every event up to it has arrived; undefined before the first connection was ready. */
  readonly cursor: string | undefined
  take(frame: Frame): void
  /** Keeps events back until `settle`: a gateway that read no cursor in `auth` may send live events before missed ones. */
  hold(): void
  /** Everything up to this cursor has arrived. */
  settle(cursor: string): void
  /** The socket is closed: what was kept back is dropped, it comes again with the next one. */
  drop(): void
}

/** Passes frames on to `tell`; `start` is the cursor of an earlier connection. */
export function createArrivals(start: string | undefined, tell: (frame: Frame) => void): Arrivals {
  let cursor = start
  let held: Frame[] | undefined

  function handOn(frame: Frame): void {
    if (frame.cursor !== undefined && frame.type !== 'resync.required' && isPast(frame.cursor)) return
    cursor = frame.cursor ?? cursor
    tell(frame)
  }

  const isPast = (other: string): boolean => cursor !== undefined && Number(other) <= Number(cursor)

  return {
    get cursor() {
      return cursor
    },
    take(frame) {
      if (held === undefined || frame.cursor === undefined) handOn(frame)
      else held.push(frame)
    },
    hold: () => void (held ??= []),
    settle(reached) {
      const frames = held ?? []
      held = undefined
      frames.sort((one, other) => Number(one.cursor) - Number(other.cursor)).forEach(handOn)
      if (!isPast(reached)) cursor = reached
    },
    drop: () => void (held = undefined),
  }
}
