import { onAbort } from '@kindred/kernel'

/**
 * Lets a writer take what has gathered once a turn of the event loop, so that all of one turn shares a message. What is alone does not wait
 * for others.
 */
export class Turns {
  readonly #hasWork: () => boolean
  readonly #isAlone: () => boolean
  #wake: (() => void) | undefined

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
    while (!this.#hasWork() && !signal.aborted) await this.#untilRung(signal)
    if (!signal.aborted && !this.#isAlone()) await new Promise((resolve) => setImmediate(resolve))
  }

  #untilRung(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined
        forget()
        resolve()
      }
      const forget = onAbort(signal, () => this.#wake?.())
    })
  }
}
