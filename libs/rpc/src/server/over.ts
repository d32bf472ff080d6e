import { setMaxListeners } from 'node:events'

/**
 * The end of a call: its answer is sent, its caller went away or its time is over. The signal is made for whoever first asks for it; making
 * one costs more than a short call needs otherwise, and few handlers ask.
 */
export class Over {
  #controller: AbortController | undefined
  #isOver = false

  get isOver(): boolean {
    return this.#isOver
  }

  /** Aborts at the end. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      setMaxListeners(0, this.#controller.signal)
      if (this.#isOver) this.#controller.abort()
    }
    return this.#controller.signal
  }

  abort(): void {
    this.#isOver = true
    this.#controller?.abort()
  }
}
