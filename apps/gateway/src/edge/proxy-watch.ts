import type { FastifyInstance, FastifyRequest } from 'fastify'

import { isLoopback, isPrivate } from './addresses.js'
import type { EdgeContext } from './context.js'

/** How long is looked, from the first request on, and how many requests there must be. */
const watchMs = 2 * 60_000
const leastRequests = 20

/**
 * Warns when all that comes in the first minutes comes from one private address: that is a proxy which nobody named, and behind it
 * all people share the limits of one. On the machine itself only what a proxy writes tells it from a developer.
 */
export function watchForProxy(app: FastifyInstance, { config, log, clock }: EdgeContext): void {
  if (config.trustProxy.length > 0) return
  let first: { readonly address: string; readonly at: number } | undefined
  let requests = 0
  let isForwarded = false
  let isOver = false

  app.addHook('onRequest', async (request) => {
    const address = request.socket.remoteAddress
    if (isOver || address === undefined) return
    const now = clock.now().getTime()
    first ??= { address, at: now }
    requests += 1
    isForwarded ||= wasForwarded(request)
    if (address !== first.address) isOver = true
    else if (requests >= leastRequests && now - first.at >= watchMs) tell(address)
  })

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
