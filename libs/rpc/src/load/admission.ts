/**
 * How much a piece of work matters when there is too much: `urgent` is refused last (a refresh, a sign-in, a message), `heavy` first (a deck
 * of candidates, an upload), and what `always` enters is never refused (health).
 */
export type Priority = 'always' | 'urgent' | 'usual' | 'heavy'

/** A piece of work, as its admission sees it. */
export interface Work {
  readonly priority: Priority
  /** Kinds of work take different times, and what waits is told from what takes long by the times of its own kind. */
  readonly kind: string
  /** What the work waits for. One part that hangs does not take the places of the others. */
  readonly part: string
}

/** What an admission goes by. */
interface AdmissionOptions {
  /** How much longer than in quiet times work may take before there is too much of it; 0 admits everything. */
  readonly maxWaitMs: number
  /** Work that is running is never limited below this: it may wait for a slow machine as well as for a queue. */
  readonly minPlaces: number
  /** Milliseconds on any clock that does not jump. */
  readonly now: () => number
}

/** The shares of the places up to which each priority is let in. */
const shares: Readonly<Record<Priority, number>> = { always: Infinity, urgent: 2, usual: 1, heavy: 0.6 }
const shareOfOnePart = 0.75

const maxPlaces = 4_000
const windowMs = 100

/**
 * Lets in as much work at once as the process gets done without letting it wait. The places follow what was measured: while work takes no
 * longer than in quiet times they become more, and when it does they shrink to what the present speed finishes within the allowed wait.
 */
export class Admission {
  readonly #options: AdmissionOptions
  readonly #usualMs = new Map<string, number>()
  readonly #running = new Map<string, number>()
  #inWork = 0
  #refusedAt = -Infinity
  #places: number
  #window = { from: -Infinity, done: 0, waitedMs: 0, isFull: false }

  constructor(options: AdmissionOptions) {
    this.#options = options
    // Until something was measured, room for a crowd that comes at once.
    this.#places = 4 * options.minPlaces
  }

  /** How much work may run at once. */
  get places(): number {
    return this.#places
  }

  /** Whether work was refused within the last second. */
  get isTight(): boolean {
    return this.#options.now() - this.#refusedAt < 1_000
  }

  /** Whether one more may begin. */
  admits({ priority, part }: Pick<Work, 'priority' | 'part'>): boolean {
    const share = shares[priority]
    if (this.#options.maxWaitMs === 0 || share === Infinity) return true
    const isFree = this.#inWork < this.#places * share
    const isPartFree = (this.#running.get(part) ?? 0) < this.#places * shareOfOnePart * share
    if (isFree && isPartFree) return true
    this.#window.isFull = true
    this.#refusedAt = this.#options.now()
    return false
  }

  /** Counts work as begun; the returned function must be called once, at its end, with whether it was done. */
  begin({ kind, part }: Work): (isDone: boolean) => void {
    const from = this.#options.now()
    this.#inWork += 1
    this.#running.set(part, (this.#running.get(part) ?? 0) + 1)
    return (isDone) => {
      const now = this.#options.now()
      this.#inWork -= 1
      this.#running.set(part, (this.#running.get(part) ?? 1) - 1)
      if (isDone) this.#note(kind, now - from)
      if (now - this.#window.from >= windowMs) this.#adapt(now)
    }
  }

  #note(kind: string, ms: number): void {
    const usual = this.#usualMs.get(kind) ?? ms
    // Follows shorter times quickly. Longer ones only slowly, and not while there is too much: they are the queue.
    const step = ms < usual ? 0.3 : this.#window.isFull ? 0 : 0.01
    this.#usualMs.set(kind, usual + (ms - usual) * step)
    this.#window.done += 1
    // One that was stuck says nothing of the others.
    this.#window.waitedMs += Math.min(Math.max(0, ms - usual), 10 * this.#options.maxWaitMs)
  }

  #adapt(now: number): void {
    const { from, done, waitedMs, isFull } = this.#window
    this.#window = { from: now, done: 0, waitedMs: 0, isFull: false }
    const { maxWaitMs } = this.#options
    if (done === 0 || from === -Infinity || maxWaitMs === 0) return
    const waited = waitedMs / done
    const isFilled = isFull || this.#inWork > this.#places / 2
    if (waited > maxWaitMs) this.#moveTo((this.#inWork * maxWaitMs) / waited)
    else if (isFilled && waited < maxWaitMs / 2) this.#moveTo(this.#places * 1.2)
  }

  /** A third of the way: one window may say anything. */
  #moveTo(places: number): void {
    const next = this.#places + (places - this.#places) / 3
    this.#places = Math.round(Math.min(maxPlaces, Math.max(this.#options.minPlaces, next)))
  }
}
