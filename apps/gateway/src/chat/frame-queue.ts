const maxWaiting = 100

/** Handles the frames of one socket in their order, one at a time. */
export class FrameQueue<Frame> {
  readonly #handle: (frame: Frame) => Promise<void>
  #waiting: Frame[] | undefined
  #running: Promise<void> | undefined

  /** The handler must not reject. */
  constructor(handle: (frame: Frame) => Promise<void>) {
    this.#handle = handle
  }

  /** False when too many are waiting already. */
  push(frame: Frame): boolean {
    this.#waiting ??= []
    if (this.#waiting.length >= maxWaiting) return false
    this.#waiting.push(frame)
    this.#running ??= this.#run(this.#waiting)
    return true
  }

  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void> {
    return this.#running ?? Promise.resolve()
  }

  async #run(waiting: Frame[]): Promise<void> {
    for (let frame = waiting.shift(); frame !== undefined; frame = waiting.shift()) await this.#handle(frame)
    this.#running = undefined
    this.#waiting = undefined
  }
}
