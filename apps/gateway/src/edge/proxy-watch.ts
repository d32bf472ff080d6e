import type { FastifyInstance, FastifyRequest } from 'fastify'

import { isLoopback, isPrivate } from './addresses.js'
import type { EdgeContext } from './context.js'

/** The warning needs so many requests, over so much time. */
const watchMs = 2 * 60_000
const leastRequests = 20

/**
 * Warns when all requests of the first minutes come from one private address: that is a proxy missing from GATEWAY_TRUST_PROXY, and all
 * people behind it share the rate limits of one. On the loopback only the headers of a proxy tell it from a developer.
 */
export function watchForProxy(app: FastifyInstance, { config, log, clock }: EdgeContext): void {
  if (config.trustProxy.length > 0) return
  let first: { readonly address: string; readonly at: number } | undefined
  let requests = 0
  let isForwarded = false
  let isOver = false

  app.addHook('onRequest', (request, _reply, done) => {
    if (!isOver) look(request)
    done()
  })

  function look(request: FastifyRequest): void {
    const address = request.socket.remoteAddress
    if (address === undefined) return
    const now = clock.now().getTime()
    first ??= { address, at: now }
    requests += 1
    isForwarded ||= wasForwarded(request)
    if (address !== first.address) isOver = true
    else if (requests >= leastRequests && now - first.at >= watchMs) tell(address)
  }

  function tell(address: string): void {
    isOver = true
    const isProxy = isForwarded || (isPrivate(address) && !isLoopback(address))
    if (!isProxy) return
    log.warn(
      { address, requests, GATEWAY_TRUST_PROXY: 'not set' },
      `every request came from ${address}: if that is a proxy, set GATEWAY_TRUST_PROXY=${address}, or all people share one limit`,
    )
  }
}

const wasForwarded = ({ headers }: FastifyRequest): boolean =>
  headers['x-forwarded-for'] !== undefined ||
  headers['forwarded'] !== undefined ||
  headers['via'] !== undefined
