import type { IncomingMessage, ServerResponse } from 'node:http'

import { newId } from '@kindred/kernel'
import { overloaded } from '@kindred/rpc'

import type { GatewayConfig } from '../config.js'
import { corsHeaders, securityHeaders } from './browser-rules.js'
import { problemOf, problemType } from './problem.js'
import type { PlainRequest } from './refused-connections.js'

/** The answer OVERLOADED to requests that nothing has looked at yet. */
export interface Refusal {
  send(request: IncomingMessage, response: ServerResponse): void
  /** The whole answer as it goes over the wire. */
  write(request: PlainRequest): string
}

export function createRefusal({
  publicUrl,
  corsOrigins,
}: Pick<GatewayConfig, 'publicUrl' | 'corsOrigins'>): Refusal {
  const error = overloaded()
  const always = Object.entries({
    ...securityHeaders,
    'cache-control': 'no-store',
    'content-type': problemType,
    'retry-after': String(error.retryAfter),
  }).flat()
  const start = `HTTP/1.1 503 Service Unavailable\r\nconnection: keep-alive\r\n${linesOf(always)}`

  function make(url: string, origin: string | undefined): { own: string[]; body: string } {
    const requestId = newId()
    const path = url.split('?', 1)[0] ?? '/'
    const body = JSON.stringify(problemOf(error, { publicUrl, path, requestId }))
    const own = ['x-request-id', requestId, 'content-length', String(Buffer.byteLength(body))]
    return { own: [...own, ...corsHeaders(corsOrigins, origin)], body }
  }

  return {
    send({ url = '/', headers }, response) {
      const { own, body } = make(url, headers.origin)
      response.writeHead(503, [...always, ...own]).end(body)
    },
    write({ url, origin }) {
      const { own, body } = make(url, origin)
      return `${start}${linesOf(own)}\r\n${body}`
    },
  }
}

/** Header lines of names and values in turn. */
function linesOf(headers: readonly string[]): string {
  let lines = ''
  for (let at = 0; at < headers.length; at += 2) lines += `${headers[at]}: ${headers[at + 1]}\r\n`
  return lines
}
