import type {} from '@fastify/websocket'
import type { FastifyRequest } from 'fastify'

import { originRefused, subprotocolRequired, tokenInUrl, upgradeRequired } from './errors.js'

export const subprotocol = 'kindred.v1'

/** Refuses a bad upgrade while it can still be answered with a problem document. */
export function checkUpgrade(request: FastifyRequest, corsOrigins: readonly string[]): void {
  const names = Object.keys(request.query as object)
  if (names.some((name) => /token|auth|jwt|session/i.test(name))) throw tokenInUrl()
  if (!request.ws || !isHandshake(request.headers)) throw upgradeRequired()
  const offered = request.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? []
  if (!offered.includes(subprotocol)) throw subprotocolRequired()
  if (!isWelcome(request.headers.origin, request.host, corsOrigins)) throw originRefused()
}

/** RFC 6455 §4.2.1; the `ws` library would refuse the rest without a problem document. */
const isHandshake = (headers: FastifyRequest['headers']): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket' &&
  headers['sec-websocket-version'] === '13' &&
  /^[+/\dA-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '')

/** Browsers always send the page's origin, but do not apply CORS to WebSockets, so the list is checked here. */
function isWelcome(origin: string | undefined, host: string, corsOrigins: readonly string[]): boolean {
  if (origin === undefined || corsOrigins.includes('*') || corsOrigins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
