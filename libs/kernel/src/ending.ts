/**
 * The end of something that few wait for, such as a request. It becomes an AbortSignal for whoever asks for one: making a signal and
 * listening to it costs more than a short request needs otherwise.
 */
export class Ending {
  #controller: AbortController | undefined
  #listeners: Set<() => void> | undefined
  #isOver = false

  get aborted(): boolean {
    return this.#isOver
  }

  /** Aborts at the end. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#isOver) this.#controller.abort()
    return this.#controller.signal
  }

  abort(): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const listener of this.#listeners ?? []) listener()
    this.#controller?.abort()
  }

  /** Calls the listener at the end, once; answers how to stop listening. `onAbort` takes an ending that is over, too. */
  listen(listener: () => void): () => void {
    // Each time a function of its own, so that a listener may wait twice.
    const call = (): void => listener()
    this.#listeners ??= new Set()
    this.#listeners.add(call)
    return () => void this.#listeners?.delete(call)
  }
}
