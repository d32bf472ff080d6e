import { AppError, type ErrorKind } from '@kindred/kernel'

import { isAnswer } from '../errors/from-service-error.js'

/** What a breaker goes by. */
interface BreakerOptions {
  /** The service that is called: owner of the error's code. */
  readonly service: string
  /** Milliseconds on any clock that does not jump. */
  readonly now: () => number
}

const silent: ReadonlySet<ErrorKind> = new Set(['deadline', 'unavailable', 'canceled'])
const maxUnanswered = 10
const probeEveryMs = 1_000
/** A caller who had less time than this does not show that the service hangs. */
const minWaitMs = 500

/**
 * Keeps callers from waiting for a service that hangs: after ten calls in a row whose time ran out without an answer, calls fail at once,
 * but for one a second that tries whether the service is back. Any answer closes it again, a refusal too.
 */
export class Breaker {
  readonly #options: BreakerOptions
  #unanswered = 0
  #probedAt = -Infinity
  #answeredAt = -Infinity
  /** The open streams at the last call without an answer: one more shows that the service came back. */
  #streams = 0

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  /** Makes the call, or throws `<SERVICE>_UNAVAILABLE`. `streams` are the open ones to the service. */
  async guard<T>(call: () => Promise<T>, streams = 0): Promise<T> {
    if (!this.#mayCall(streams)) throw this.#hangs()
    const from = this.#options.now()
    try {
      const answer = await call()
      this.#close()
      return answer
    } catch (error) {
      this.#note(error, { from, streams })
      throw error
    }
  }

  #close(): void {
    this.#unanswered = 0
    this.#answeredAt = this.#options.now()
  }

  #mayCall(streams: number): boolean {
    if (this.#unanswered < maxUnanswered || streams > this.#streams) return true
    const now = this.#options.now()
    if (now - this.#probedAt < probeEveryMs) return false
    this.#probedAt = now
    return true
  }

  #note(error: unknown, { from, streams }: { from: number; streams: number }): void {
    if (!(error instanceof AppError) || !silent.has(error.kind) || isAnswer(error.cause)) return this.#close()
    // A connection that is refused fails at once, and a caller who went away says nothing of the service.
    if (error.kind !== 'deadline' || this.#options.now() - from < minWaitMs) return
    // Others got answers meanwhile: these calls wait for one row, and the service works.
    if (this.#answeredAt > from) return
    this.#unanswered += 1
    this.#streams = streams
    if (this.#unanswered === maxUnanswered) this.#probedAt = this.#options.now()
  }

  #hangs(): AppError {
    const code = `${this.#options.service.toUpperCase()}_UNAVAILABLE`
    const detail = 'This part of Kindred does not answer at the moment. Try again after Retry-After seconds.'
    return new AppError({ kind: 'unavailable', code, detail, retryAfter: 1 })
  }
}
