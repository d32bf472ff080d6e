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
  /** How much longer than in quiet times work may take before there is too much of it, and never less than as long again; 0 admits everything. */
  readonly maxWaitMs: number
  /** Work that is running is never limited below this: it may wait for a slow machine as well as for a queue. */
  readonly minPlaces: number
  /** How much may run at once until something was measured: a crowd may come right after a start. */
  readonly firstPlaces: number
  /** Milliseconds on any clock that does not jump. */
  readonly now: () => number
}

/** The shares of the places up to which each priority is let in. */
const shares: Readonly<Record<Priority, number>> = { always: Infinity, urgent: 2, usual: 1, heavy: 0.6 }
const shareOfOnePart = 0.75

const maxPlaces = 4_000
const windowMs = 100
/** A crowd that comes at once and is served within so many windows is no overload; a queue that stays is. */
const patience = 5

/** A part of which nothing gets done for so long, while there is work of it, hangs. */
const hangsAfterMs = 1_000
/** One of which nothing gets done for so long while work of others does is silent: it may hang, or wait for a disk. */
const silentAfterMs = 50
const lookEveryMs = 10

/** What is at work in one part. */
interface Part {
  running: number
  /** When some of its work was done last, or began after a pause. */
  aliveAt: number
}

/** How long the work of one kind took. */
interface Times {
  /** In quiet times, on average. */
  usualMs: number
  /** In this window. */
  done: number
  sumMs: number
}

/** The averages of the usual times follow a window by so much: down within a second, up within half a minute. */
const [stepDown, stepUp] = [0.1, 0.004]

/**
 * Lets in as much work at once as the process gets done without a queue that stays. The places follow what was measured: while work takes
 * hardly longer than in quiet times they become more, and when it does they shrink to what the present speed finishes within the allowed
 * wait.
 */
export class Admission {
  readonly #options: AdmissionOptions
  readonly #times = new Map<string, Times>()
  readonly #parts = new Map<string, Part>()
  #inWork = 0
  /** Of it, what waits for parts that are silent, as of the latest look. */
  #stuck = 0
  #lookedAt = -Infinity
  /** When any work was done last. */
  #doneAt = -Infinity
  #refusedAt = -Infinity
  /** When work was refused for another reason than a part that hangs. */
  #crowdedAt = -Infinity
  #places: number
  #windowFrom = -Infinity
  #isFull = false
  #lateInARow = 0

  constructor(options: AdmissionOptions) {
    this.#options = options
    this.#places = options.firstPlaces
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
    const now = this.#options.now()
    if (now - this.#lookedAt >= lookEveryMs) this.#lookForStuck(now)
    const one = this.#parts.get(part)
    const isPartFree = one === undefined || one.running < this.#places * shareOfOnePart * share
    const isStuck = one !== undefined && hangs(one, now)
    if (isPartFree && (isStuck || this.#inWork - this.#stuck < this.#places * share)) return true
    this.#refusedAt = now
    if (isStuck) return false
    this.#isFull = true
    this.#crowdedAt = now
    return false
  }

  /**
   * What waits for a silent part is no queue: it takes no place of other parts, and says nothing of how fast the process is. Were a part
   * that fills its places not left out before it is known to hang, a short wait of the others would fill what is left for them.
   */
  #lookForStuck(now: number): void {
    this.#lookedAt = now
    this.#stuck = 0
    for (const part of this.#parts.values()) if (isSilent(part, this.#doneAt)) this.#stuck += part.running
  }

  #partOf(name: string): Part {
    let part = this.#parts.get(name)
    if (part === undefined) this.#parts.set(name, (part = { running: 0, aliveAt: 0 }))
    return part
  }

  /** Counts work as begun; the returned function must be called once, at its end, with whether it was done. */
  begin({ kind, part }: Work): (isDone: boolean) => void {
    const from = this.#options.now()
    const one = this.#partOf(part)
    if (one.running === 0) one.aliveAt = from
    this.#inWork += 1
    one.running += 1
    return (isDone) => {
      const now = this.#options.now()
      this.#inWork -= 1
      one.running -= 1
      if (isDone) {
        one.aliveAt = now
        this.#doneAt = now
        this.#note(kind, now - from)
      }
      if (now - this.#windowFrom >= windowMs) this.#adapt(now)
      // A queue that comes to an end did not stay.
      if (this.#inWork === 0) this.#lateInARow = 0
    }
  }

  #note(kind: string, ms: number): void {
    let times = this.#times.get(kind)
    if (times === undefined) this.#times.set(kind, (times = { usualMs: ms, done: 0, sumMs: 0 }))
    times.done += 1
    // One that was stuck says nothing of the others.
    times.sumMs += Math.min(ms, times.usualMs + 10 * this.#options.maxWaitMs)
  }

  #adapt(now: number): void {
    this.#lookForStuck(now)
    const isFirst = this.#windowFrom === -Infinity
    const isFull = this.#isFull
    this.#windowFrom = now
    this.#isFull = false
    const { done, waitedMs, usualMs } = this.#closeWindow(isFull)
    const { maxWaitMs } = this.#options
    if (done === 0 || isFirst || maxWaitMs === 0) return
    const waited = waitedMs / done
    const allowed = Math.max(maxWaitMs, usualMs / done)
    this.#lateInARow = waited > allowed ? this.#lateInARow + 1 : 0
    const isCrowded = now - this.#crowdedAt < 1_000
    const isPatient = this.#lateInARow <= patience && !isCrowded
    const inWork = this.#inWork - this.#stuck
    if (waited > allowed) {
      if (!isPatient) this.#moveTo((inWork * allowed) / waited)
    } else if ((isFull || inWork > this.#places / 2) && waited < allowed / 2) this.#moveTo(this.#places * 1.2)
  }

  /** What was done in the window that ends, how long all of it waited, and how long it takes in quiet times. */
  #closeWindow(isFull: boolean): { done: number; waitedMs: number; usualMs: number } {
    const sum = { done: 0, waitedMs: 0, usualMs: 0 }
    for (const times of this.#times.values()) {
      const { done, sumMs, usualMs } = times
      if (done === 0) continue
      const meanMs = sumMs / done
      sum.done += done
      sum.waitedMs += done * Math.max(0, meanMs - usualMs)
      sum.usualMs += done * usualMs
      // While there is too much, longer times are the queue.
      const step = meanMs < usualMs ? stepDown : isFull ? 0 : stepUp
      Object.assign(times, { usualMs: usualMs + (meanMs - usualMs) * step, done: 0, sumMs: 0 })
    }
    return sum
  }

  /** A third of the way: one window may say anything. */
  #moveTo(places: number): void {
    const next = this.#places + (places - this.#places) / 3
    this.#places = Math.round(Math.min(maxPlaces, Math.max(this.#options.minPlaces, next)))
  }
}

/** By what is done and not by the clock: a process that stands still is not full of silent parts. */
const isSilent = ({ running, aliveAt }: Part, doneAt: number): boolean =>
  running > 0 && doneAt - aliveAt > silentAfterMs

const hangs = ({ running, aliveAt }: Part, now: number): boolean =>
  running > 0 && now - aliveAt > hangsAfterMs
