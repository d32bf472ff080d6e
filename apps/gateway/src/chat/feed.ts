import type { EventFrame } from './event-frames.js'

const maxHeld = 1_000
const maxHeldLength = 1024 * 1024

/** Who reads what a feed sends. */
export interface Peer {
  send(frame: EventFrame): void
  /** Ends a peer for which too much waits. */
  giveUp(): void
}

/**
 * What one socket has got of its person's events: everything after some position, in order and without a gap, up to the newest
 * one sent. Live events wait while it holds, so that what was missed comes first. It holds until its first release.
 */
export class Feed {
  readonly #peer: Peer
  #from: number
  #upTo: number
  #held: EventFrame[] | undefined = []
  #heldLength = 0
  /** Whether the client was told of any position. */
  #begun = false

  /** `start` is the position that the socket's `ready` names. A peer for which too much is held is given up. */
  constructor(start: number, peer: Peer) {
    this.#peer = peer
    this.#from = start
    this.#upTo = start
  }

  /** The newest position sent. */
  get position(): number {
    return this.#upTo
  }

  /** An event of the hub. */
  live(frame: EventFrame): void {
    if (frame.position === undefined) return this.#peer.send(frame)
    if (this.#held === undefined) return this.missed(frame)
    this.#heldLength += frame.text.length
    if (this.#held.push(frame) > maxHeld || this.#heldLength > maxHeldLength) this.#peer.giveUp()
  }

  /** An event that a resume found; they come in order. */
  missed(frame: EventFrame): void {
    const { position = 0 } = frame
    if (position <= this.#upTo) return
    this.#upTo = position
    this.#begun = true
    this.#peer.send(frame)
  }

  /** Where to go on for a client that has everything up to a position; undefined when later events went out before those after it. */
  goOnFrom(since: number): number | undefined {
    if (!this.#begun) this.#from = this.#upTo = since
    if (since < this.#from) return undefined
    return (this.#upTo = Math.max(since, this.#upTo))
  }

  /** Everything up to this position is sent, or gone for good. */
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

  /** The client loads everything anew and goes on from this position. */
  restart(position: number): void {
    this.#from = this.#upTo = position
    this.#begun = true
  }
}
