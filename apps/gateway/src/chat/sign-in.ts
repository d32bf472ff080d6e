import { AppError, type UserPrincipal } from '@kindred/kernel'

import { type ChatSocketContext, type SocketTimes } from './context.js'
import { otherPerson } from './errors.js'

/** Who a socket belongs to, and until when it may stay. */
export interface SignIn {
  readonly person: UserPrincipal | undefined
  /** The newest token of the person. */
  readonly token: string
  /** Takes the first token, or a fresh one of the same person. Throws unauthenticated, and AUTH_OTHER_USER. */
  accept(token: unknown): Promise<UserPrincipal>
  end(): void
}

export interface SignInOptions {
  readonly context: Pick<ChatSocketContext, 'verifier' | 'clock'>
  readonly times: SocketTimes
  /** Nobody signed in in time, or the token ended and no other came. */
  readonly onExpired: () => void
}

/** A socket on which nobody has signed in yet. */
export function createSignIn({ context, times, onExpired }: SignInOptions): SignIn {
  const { verifier, clock } = context
  let timer = setTimeout(onExpired, times.signInMs)
  let person: UserPrincipal | undefined
  let token = ''
  let ended = false

  return {
    get person() {
      return person
    },
    get token() {
      return token
    },
    async accept(given) {
      const principal = await verifier.authenticate(typeof given === 'string' ? given : '')
      if (principal.kind !== 'user') throw tokenInvalid()
      if (person !== undefined && person.userId !== principal.userId) throw otherPerson()
      person = principal
      token = String(given)
      clearTimeout(timer)
      const leftMs = principal.expiresAt.getTime() - clock.now().getTime()
      if (!ended) timer = setTimeout(onExpired, leftMs + times.renewMs)
      return principal
    },
    end() {
      ended = true
      clearTimeout(timer)
    },
  }
}

const tokenInvalid = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'TOKEN_INVALID',
    detail: 'auth needs the access_token of a person.',
  })
