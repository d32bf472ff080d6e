import { onAbort } from '@kindred/kernel'

/**
 * Lets a writer take what has gathered once a turn of the event loop, so that all of one turn shares a message. What is alone does not wait
 * for others.
 */
export class Turns {
  readonly #hasWork: () => boolean
  readonly #isAlone: () => boolean
  #wake: (() => void) | undefined
  #heard: AbortSignal | undefined

  constructor(hasWork: () => boolean, isAlone: () => boolean) {
    this.#hasWork = hasWork
    this.#isAlone = isAlone
  }

  /** There may be work. */
  ring(): void {
    this.#wake?.()
  }

  /** Resolves at the end of a turn in which there is work, sooner when it is alone, or once the signal has aborted. */
  async next(signal: AbortSignal): Promise<void> {
    // One listener for all turns: making one anew costs more than a small message does.
    if (this.#heard !== signal) onAbort((this.#heard = signal), () => this.ring())
    while (!this.#hasWork() && !signal.aborted) await new Promise<void>((resolve) => (this.#wake = resolve))
    if (!signal.aborted && !this.#isAlone()) await new Promise((resolve) => setImmediate(resolve))
  }
}
