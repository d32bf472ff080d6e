interface PulseOptions {
  /** Resolves with whether the instance serves; rejects without an answer. Of one that is alone any answer will do. */
  readonly ask: (isAlone: boolean) => Promise<boolean>
  /** The instance has begun to hang. */
  readonly onHang: () => void
}

/** Ticks between questions while an answer is missing or the instance is not well. */
const askEvery = 5
/** And while all is well or nobody calls: every caller asks every instance, so the cost grows with the square of the instances. */
const askAtRestEvery = 20
const silentFrom = 3
const hungFrom = 8
const patience = 3

/**
 * Whether an instance is alive. It goes by ticks of a steady timer and not by the clock, so that a pause of this process counts as one: what
 * the instance has sent meanwhile is read before the next.
 */
export class Pulse {
  readonly #options: PulseOptions
  #serves = true
  /** Ticks without a sign of life while one was waited for. */
  #silent = 0
  #sinceAsked = askAtRestEvery
  #asking = 0
  /** Ticks for which an answer is waited for. */
  #waited = 0
  #hangs = false

  constructor(options: PulseOptions) {
    this.#options = options
  }

  /** Ticks without a sign of life while one was asked for. */
  get silentTicks(): number {
    return this.#hangs ? this.#silent : 0
  }

  /** It is asked, and gives no sign. */
  get hangs(): boolean {
    return this.#hangs
  }

  /** False since it said that it does not serve. */
  get serves(): boolean {
    return this.#serves
  }

  /** It serves, and no sign of it is missing. */
  get isAtRest(): boolean {
    return this.#serves && this.#silent === 0 && this.#asking === 0
  }

  /** Something came from the instance. */
  beat(): void {
    this.#silent = this.#waited = 0
    this.#hangs = false
  }

  /** `isWaitedFor`: somebody waits for its answers. `hasOthers`: it is to be known even when nobody does. */
  tick({ isWaitedFor, hasOthers }: { isWaitedFor: boolean; hasOthers: boolean }): void {
    this.#silent = isWaitedFor || this.#asking > 0 || this.#hangs ? this.#silent + 1 : 0
    this.#sinceAsked += 1
    if (this.#asking > 0) this.#waited += 1
    if (this.#sinceAsked >= this.#askEvery(isWaitedFor, hasOthers)) void this.#ask(!hasOthers)
    if (this.#hangs || this.#silent < hungFrom || this.#waited < patience) return
    this.#hangs = true
    this.#options.onHang()
  }

  /** Nobody has ticked for so long, since it was at rest. */
  rested(ticks: number): void {
    this.#sinceAsked += ticks
  }

  #askEvery(isWaitedFor: boolean, hasOthers: boolean): number {
    const isMissed = isWaitedFor && this.#silent >= silentFrom
    if (this.#hangs || isMissed || !this.#serves) return askEvery
    return hasOthers ? askAtRestEvery : Infinity
  }

  async #ask(isAlone: boolean): Promise<void> {
    this.#sinceAsked = 0
    this.#asking += 1
    try {
      this.#serves = await this.#options.ask(isAlone)
      this.beat()
    } catch {
      // Who does not answer hangs or is away, which its connection tells.
    }
    this.#asking -= 1
    if (this.#asking === 0) this.#waited = 0
  }
}
