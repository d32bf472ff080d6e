import type { EventFrame } from './event-frames.js'

const maxHeld = 1_000
const maxHeldLength = 1024 * 1024

/** The receiver of a feed. */
export interface Peer {
  send(frame: EventFrame): void
  /** Closes the peer because too much waits for it. */
  giveUp(): void
}

/**
 * The events that one socket gets: everything after its first position, in order and without a gap. Live events are held back until the
 * first release, so that missed ones come before them.
 */
export class Feed {
  readonly #peer: Peer
  #from: number
  #upTo: number
  #held: EventFrame[] | undefined = []
  #heldLength = 0
  /** Whether any event with a position was sent. */
  #begun = false

  /** `start` is the position in the socket's `ready`. A peer for which too much is held back is given up. */
  constructor(start: number, peer: Peer) {
    this.#peer = peer
    this.#from = start
    this.#upTo = start
  }

  /** The newest position sent. */
  get position(): number {
    return this.#upTo
  }

  live(frame: EventFrame): void {
    if (frame.position === undefined) return this.#peer.send(frame)
    if (this.#held === undefined) return this.missed(frame)
    this.#heldLength += frame.text.length
    if (this.#held.push(frame) > maxHeld || this.#heldLength > maxHeldLength) this.#peer.giveUp()
  }

  /** Takes an event that a resume found; they come in order. */
  missed(frame: EventFrame): void {
    const { position = 0 } = frame
    if (position <= this.#upTo) return
    this.#upTo = position
    this.#begun = true
    this.#peer.send(frame)
  }

  /** The position to continue from for a client that has everything up to `since`; undefined when later events were sent already. */
  goOnFrom(since: number): number | undefined {
    if (!this.#begun) this.#from = this.#upTo = since
    if (since < this.#from) return undefined
    return (this.#upTo = Math.max(since, this.#upTo))
  }

  /** Everything up to this position is sent or no longer kept. */
  caughtUp(position: number): void {
    this.#upTo = Math.max(this.#upTo, position)
  }

  hold(): void {
    this.#held ??= []
  }

  release(): void {
    const frames = this.#held ?? []
    this.#held = undefined
    this.#heldLength = 0
    for (const frame of frames) this.missed(frame)
  }

  /** The client reloads everything and continues from this position. */
  restart(position: number): void {
    this.#from = this.#upTo = position
    this.#begun = true
  }
}
