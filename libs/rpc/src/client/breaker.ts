import { AppError, type ErrorKind, pause } from '@kindred/kernel'

import { isAnswer } from '../errors/from-service-error.js'

/** What a breaker goes by. */
export interface BreakerOptions {
  /** The service that is called: owner of the error's code. */
  readonly service: string
  /** Milliseconds on any clock that does not jump. */
  readonly now: () => number
  /** Whether no instance gives a sign of life; asked apart from the calls, and until one does. */
  readonly isSilent?: () => boolean
  /** Whether some instance may serve; false when each that is there says that it does not. */
  readonly serves?: () => boolean
}

const silent: ReadonlySet<ErrorKind> = new Set(['deadline', 'unavailable', 'canceled'])
const maxUnanswered = 10
const probeEveryMs = 1_000
/** So long a caller waits whose call tries whether the service is back; the trial itself takes its time. */
const probeWaitMs = 250
/** What a service answers while nothing answers where its database should be. */
const awayCode = 'DATABASE_UNAVAILABLE'
/** The instances are asked for their health twice a second; a trial is for those that serve nothing and answer some of what they are asked. */
const awayProbeEveryMs = 2_000
/** A caller who had less time than this does not show that the service hangs. */
const minWaitMs = 500

/**
 * Keeps callers from waiting for a service that hangs: while no instance gives a sign of life, calls fail at once, and after ten calls in
 * a row whose time ran out without an answer, but for one a second that tries whether the service is back, and whose caller waits a quarter
 * of a second for it. Any answer closes it again, a late one and a refusal too. So it is while the database of all instances is away: ten answers in a row that
 * say so, and no instance that serves, and nobody asks but for a trial now and then.
 */
export class Breaker {
  readonly #options: BreakerOptions
  #unanswered = 0
  #probedAt = -Infinity
  #answeredAt = -Infinity
  /** When a call was last answered otherwise than that the database is away. */
  #workedAt = -Infinity
  /** Answers in a row that said that the database is away, and the last of them. */
  #sorry = 0
  #lastSorry: AppError | undefined
  /** The instances that were alive when last looked: one more may show that the service came back, and is worth a trial at once. */
  #alive = 0

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  /** Whether calls fail at once. */
  get isOpen(): boolean {
    return this.#unanswered >= maxUnanswered || this.#options.isSilent?.() === true || this.#isAway
  }

  get #isAway(): boolean {
    return this.#sorry >= maxUnanswered && this.#options.serves?.() === false
  }

  /** Makes the call, or throws `<SERVICE>_UNAVAILABLE`, or what the service said of a database that is away. `alive` counts the instances that are. */
  async guard<T>(call: () => Promise<T>, alive: () => number = () => 0): Promise<T> {
    const admitted = this.#admit(alive())
    if (admitted === 'none') throw this.#refusal()
    const made = this.#make(call, alive)
    return admitted === 'trial' ? this.#waitShortly(made) : made
  }

  async #make<T>(call: () => Promise<T>, alive: () => number): Promise<T> {
    const from = this.#options.now()
    try {
      const answer = await call()
      this.#close()
      return answer
    } catch (error) {
      this.#note(error, { from, alive: alive() })
      throw error
    }
  }

  /** Resolves as the trial does; rejects with the refusal when that takes longer than `probeWaitMs`. */
  async #waitShortly<T>(trial: Promise<T>): Promise<T> {
    const over = new AbortController()
    const late = pause(probeWaitMs, over.signal).then(() => {
      throw this.#refusal()
    })
    try {
      return await Promise.race([trial, late])
    } finally {
      late.catch(() => undefined)
      over.abort()
    }
  }

  #close(): void {
    this.#unanswered = this.#sorry = 0
    this.#answeredAt = this.#workedAt = this.#options.now()
  }

  #noteSorry(error: AppError, from: number): void {
    this.#unanswered = 0
    this.#answeredAt = this.#options.now()
    // What began before the last call that worked says nothing of now.
    if (from < this.#workedAt) return
    this.#sorry += 1
    this.#lastSorry = error
    if (this.#sorry === maxUnanswered) this.#probedAt = this.#answeredAt
  }

  #admit(alive: number): 'call' | 'trial' | 'none' {
    if (this.#options.isSilent?.() === true) return 'none'
    if (this.#isAway) return this.#tryEvery(awayProbeEveryMs)
    if (this.#unanswered < maxUnanswered) return 'call'
    const isOneMore = alive > this.#alive
    this.#alive = alive
    return this.#tryEvery(isOneMore ? 0 : probeEveryMs)
  }

  #tryEvery(ms: number): 'trial' | 'none' {
    const now = this.#options.now()
    if (now - this.#probedAt < ms) return 'none'
    this.#probedAt = now
    return 'trial'
  }

  #note(error: unknown, { from, alive }: { from: number; alive: number }): void {
    if (!(error instanceof AppError) || !silent.has(error.kind) || isAnswer(error.cause)) {
      if (error instanceof AppError && error.code === awayCode) this.#noteSorry(error, from)
      else this.#close()
      return
    }
    // A connection that is refused fails at once, and a caller who went away says nothing of the service.
    if (error.kind !== 'deadline' || this.#options.now() - from < minWaitMs) return
    // Others got answers meanwhile: these calls wait for one row, and the service works.
    if (this.#answeredAt > from) return
    this.#unanswered += 1
    this.#alive = alive
    if (this.#unanswered === maxUnanswered) this.#probedAt = this.#options.now()
  }

  #refusal(): AppError {
    if (this.#isAway && this.#lastSorry !== undefined) {
      const { kind, code, detail, retryAfter } = this.#lastSorry
      return new AppError({ kind, code, detail, retryAfter })
    }
    const code = `${this.#options.service.toUpperCase()}_UNAVAILABLE`
    const detail = 'This part of Kindred does not answer at the moment. Try again after Retry-After seconds.'
    return new AppError({ kind: 'unavailable', code, detail, retryAfter: 1 })
  }
}
