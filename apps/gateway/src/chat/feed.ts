import { type EventFrame } from './event-frames.js'

/**
 * What one socket has got of its person's events: everything after some position, in order and without a gap, up to the newest
 * one sent. Live events wait while it holds, so that what was missed comes first.
 */
export interface Feed {
  /** An event of the hub. */
  live(frame: EventFrame): void
  /** An event that a resume found; they come in order. */
  missed(frame: EventFrame): void
  /** Where to go on for a client that has everything up to a position; undefined when later events went out before those after it. */
  goOnFrom(since: number): number | undefined
  /** Everything up to this position is sent, or gone for good. */
  caughtUp(position: number): void
  hold(): void
  release(): void
  /** The client loads everything anew and goes on from this position. */
  restart(position: number): void
  /** The newest position sent. */
  readonly position: number
}

export interface FeedOptions {
  /** The position that the socket's `ready` named. */
  readonly start: number
  readonly send: (frame: EventFrame) => void
  /** More live events are held than the feed keeps. */
  readonly onOverflow: () => void
}

const maxHeld = 1_000

/** A feed that holds until its first release. */
export function createFeed({ start, send, onOverflow }: FeedOptions): Feed {
  let from = start
  let upTo = start
  let held: EventFrame[] | undefined = []
  /** Whether the client was told of any position. */
  let begun = false

  function deliver(frame: EventFrame): void {
    const { position = 0 } = frame
    if (position <= upTo) return
    upTo = position
    begun = true
    send(frame)
  }

  return {
    live(frame) {
      if (frame.position === undefined) send(frame)
      else if (held === undefined) deliver(frame)
      else if (held.push(frame) > maxHeld) onOverflow()
    },
    missed: deliver,
    goOnFrom(since) {
      if (!begun) from = upTo = since
      if (since < from) return undefined
      return (upTo = Math.max(since, upTo))
    },
    caughtUp: (position) => void (upTo = Math.max(upTo, position)),
    hold: () => void (held ??= []),
    release() {
      const frames = held ?? []
      held = undefined
      frames.forEach(deliver)
    },
    restart(position) {
      from = upTo = position
      begun = true
    },
    get position() {
      return upTo
    },
  }
}
