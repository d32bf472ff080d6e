import type { IncomingMessage, ServerResponse } from 'node:http'

import { newId } from '@kindred/kernel'
import { overloaded } from '@kindred/rpc'

import type { GatewayConfig } from '../config.js'
import { corsHeaders, securityHeaders } from './browser-rules.js'
import { problemOf, problemType } from './problem.js'

/** Answers a request with OVERLOADED that nothing has looked at yet. */
export function createRefusal({
  publicUrl,
  corsOrigins,
}: Pick<GatewayConfig, 'publicUrl' | 'corsOrigins'>): (
  request: IncomingMessage,
  response: ServerResponse,
) => void {
  const error = overloaded()
  const always = Object.entries({
    ...securityHeaders,
    'cache-control': 'no-store',
    'content-type': problemType,
    'retry-after': String(error.retryAfter),
  }).flat()
  return ({ url = '/', headers }, response) => {
    const requestId = newId()
    const path = url.split('?', 1)[0] ?? '/'
    const body = JSON.stringify(problemOf(error, { publicUrl, path, requestId }))
    const own = ['x-request-id', requestId, 'content-length', String(Buffer.byteLength(body))]
    response.writeHead(503, [...always, ...own, ...corsHeaders(corsOrigins, headers.origin)]).end(body)
  }
}
