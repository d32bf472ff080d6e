import { AppError } from './app-error.js'

/** A person with an access token. */
export interface UserPrincipal {
  readonly kind: 'user'
  readonly userId: string
  readonly sessionId: string
  /** `moderator`, `admin`. */
  readonly roles: readonly string[]
  readonly expiresAt: Date
  /** The account waits for its deletion: hardly anything is offered to it. */
  readonly leaving?: true
}

/** Another Kindred service, perhaps on behalf of a person. */
export interface ServicePrincipal {
  readonly kind: 'service'
  /** The caller's name, for example `gateway`. */
  readonly service: string
  /** The person on whose behalf it calls. */
  readonly userId: string | undefined
}

/** Who is calling. It comes from a verified token and from nothing else. */
export type Principal =
  { readonly kind: 'anonymous' } | { readonly kind: 'bot' } | UserPrincipal | ServicePrincipal

/** The calling person; throws UNAUTHENTICATED for any other caller. */
export function userOf(principal: Principal): UserPrincipal {
  if (principal.kind === 'user') return principal
  throw new AppError({
    kind: 'unauthenticated',
    code: 'UNAUTHENTICATED',
    detail: 'This call needs the access token of a person.',
  })
}

/** The calling service; throws FORBIDDEN for any other caller. */
export function serviceOf(principal: Principal): ServicePrincipal {
  if (principal.kind === 'service') return principal
  throw new AppError({
    kind: 'forbidden',
    code: 'FORBIDDEN',
    detail: 'This call is only for services of Kindred.',
  })
}
