import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { TokenVerifier } from '@kindred/identity'
import { AppError, type Principal } from '@kindred/kernel'
import { mayCall, requireAccess } from '@kindred/rpc'

import type { EdgeContext } from './context.js'
import type { LimitRequests } from './rate-limits.js'

/** Turns the bearer token into the principal and checks it against the route's access. Refused attempts count against the rate limits too. */
export function registerAuthentication(
  app: FastifyInstance,
  { verifier }: Pick<EdgeContext, 'verifier'>,
  limitRequests: LimitRequests,
): void {
  app.addHook('onRoute', ({ url, method, config }) => {
    if (config?.access === undefined)
      throw new Error(`The route ${String(method)} ${url} does not state its access`)
  })

  const identify = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { access = 'PUBLIC', whileLeaving } = request.routeOptions.config
    const { authorization } = request.headers
    try {
      const token = bearerOf(authorization)
      setPrincipal(request, await verifier.authenticate(token), token)
      requireAccess({ access, whileLeaving }, request.principal)
    } catch (error) {
      // A public route needs no token, and a refresh comes with an expired one.
      if (access === 'PUBLIC') {
        request.session = await verifier.sessionOf(bearerOf(authorization)).catch(() => undefined)
        return
      }
      await limitRequests(request, reply)
      throw error
    }
  }

  // Most requests bring a token that is known: for them nothing waits.
  app.addHook('onRequest', (request, reply, done) => {
    if (isAdmitted(request, verifier)) done()
    else identify(request, reply).then(() => done(), done)
  })
}

/** As nearly everybody writes it. */
const usualScheme = 'Bearer '

/** True for a request whose token is known and may do this; false says nothing. */
function isAdmitted(request: FastifyRequest, verifier: Pick<TokenVerifier, 'recall'>): boolean {
  const { access = 'PUBLIC', whileLeaving } = request.routeOptions.config
  const header = request.headers.authorization ?? ''
  const known = header.startsWith(usualScheme) ? verifier.recall(header.slice(usualScheme.length)) : undefined
  if (known === undefined || !mayCall({ access, whileLeaving }, known.principal)) return false
  setPrincipal(request, known.principal, known.token)
  return true
}

function setPrincipal(request: FastifyRequest, principal: Principal, token: string | undefined): void {
  request.principal = principal
  if (principal.kind === 'user') request.session = principal.sessionId
  if (principal.kind !== 'anonymous') request.bearer = token
}

const tokenIn = (header: string): string | undefined => /^bearer +([\w.~+/=-]+)$/i.exec(header.trim())?.[1]

function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const token = tokenIn(header)
  if (token !== undefined) return token
  throw new AppError({
    kind: 'unauthenticated',
    code: 'TOKEN_INVALID',
    detail: 'Authorization must be "Bearer <token>".',
  })
}
