import { type EventFrame } from './event-frames.js'

/**
 * What one socket has got of its person's events: everything after `from` up to `upTo`. Live events come in order from the
 * hub, older ones by a resume; the feed sends each once and, while it holds, keeps the live ones until the older are through.
 */
export interface Feed {
  live(frame: EventFrame): void
  /** An event that a resume found. */
  missed(frame: EventFrame): void
  /** Everything after this position has been sent. */
  caughtUp(since: number): void
  hold(): void
  release(): void
  /** The client loads everything anew and goes on from this position. */
  restart(position: number): void
}

export interface FeedOptions {
  /** The position that the socket's `ready` named. */
  readonly start: number
  readonly send: (text: string) => void
  /** More live events are held than the feed keeps. */
  readonly onOverflow: () => void
}

const mostHeld = 1_000

/** A feed that holds until its first release. */
export function createFeed({ start, send, onOverflow }: FeedOptions): Feed {
  let from = start
  let upTo = start
  let held: EventFrame[] | undefined = []

  function deliver({ position = 0, text }: EventFrame): void {
    if (position <= upTo) return
    upTo = position
    send(text)
  }

  return {
    live(frame) {
      if (frame.position === undefined) send(frame.text)
      else if (held === undefined) deliver(frame)
      else if (held.push(frame) > mostHeld) onOverflow()
    },
    missed(frame) {
      const { position = 0, text } = frame
      if (position <= from) send(text)
      else deliver(frame)
    },
    caughtUp: (since) => void (from = Math.min(from, since)),
    hold: () => void (held ??= []),
    release() {
      const frames = held ?? []
      held = undefined
      frames.forEach(deliver)
    },
    restart(position) {
      from = position
      upTo = position
    },
  }
}
