import type { FastifyInstance } from 'fastify'

import { AppError } from '@kindred/kernel'
import { requireAccess } from '@kindred/rpc'

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

  app.addHook('onRequest', async (request, reply) => {
    const { access = 'PUBLIC', whileLeaving } = request.routeOptions.config
    const { authorization } = request.headers
    try {
      const token = bearerOf(authorization)
      request.principal = await verifier.authenticate(token)
      if (request.principal.kind === 'user') request.session = request.principal.sessionId
      if (request.principal.kind !== 'anonymous') request.bearer = token
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
  })
}

function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const token = /^bearer +([\w.~+/=-]+)$/i.exec(header.trim())?.[1]
  if (token !== undefined) return token
  throw new AppError({
    kind: 'unauthenticated',
    code: 'TOKEN_INVALID',
    detail: 'Authorization must be "Bearer <token>".',
  })
}
