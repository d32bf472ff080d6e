import { AppError, type UserPrincipal } from '@kindred/kernel'
import { requireStaying } from '@kindred/rpc'

import type { ChatSocketContext, SocketTimes } from './context.js'
import { otherPerson } from './errors.js'

export interface SignInOptions {
  readonly context: Pick<ChatSocketContext, 'verifier' | 'clock'>
  readonly times: SocketTimes
  /** Nobody signed in in time, or the token expired and was not renewed. */
  readonly onExpired: () => void
}

/** The person of a socket, and how long the socket may stay open. */
export class SignIn {
  readonly #options: SignInOptions
  #timer: NodeJS.Timeout
  #person: UserPrincipal | undefined
  #token = ''
  #ended = false

  constructor(options: SignInOptions) {
    this.#options = options
    this.#timer = setTimeout(options.onExpired, options.times.signInMs)
  }

  get person(): UserPrincipal | undefined {
    return this.#person
  }

  /** Empty before anybody has signed in. */
  get userId(): string {
    return this.#person?.userId ?? ''
  }

  /** The newest token of the person. */
  get token(): string {
    return this.#token
  }

  /** Accepts the first token, or a fresh one of the same person. Throws TOKEN_INVALID and AUTH_OTHER_USER. */
  async accept(given: unknown): Promise<UserPrincipal> {
    const { context, times, onExpired } = this.#options
    const principal = await context.verifier.authenticate(typeof given === 'string' ? given : '')
    if (principal.kind !== 'user') throw tokenInvalid()
    requireStaying(principal)
    if (this.#person !== undefined && this.#person.userId !== principal.userId) throw otherPerson()
    this.#person = principal
    this.#token = String(given)
    clearTimeout(this.#timer)
    const leftMs = principal.expiresAt.getTime() - context.clock.now().getTime()
    if (!this.#ended) this.#timer = setTimeout(onExpired, leftMs + times.renewMs)
    return principal
  }

  end(): void {
    this.#ended = true
    clearTimeout(this.#timer)
  }
}

const tokenInvalid = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'TOKEN_INVALID',
    detail: 'auth needs the access_token of a person.',
  })
