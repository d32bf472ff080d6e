import type { Frame } from './frames.js'

/** The person's events as they arrive: each once, in order, and a cursor that never passes one that has not come. */
export interface Arrivals {
  /** Up to where everything has come; undefined before the first connection was ready. */
  readonly cursor: string | undefined
  take(frame: Frame): void
  /** A gateway that read no cursor in `auth` may send live events before missed ones: keeps all of them until `settle`. */
  hold(): void
  /** Everything up to this cursor has come. */
  settle(cursor: string): void
  /** The socket is gone, and with it what was kept. */
  drop(): void
}

/** Hands frames on by `tell`; `start` is where an earlier connection stopped. */
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
