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
  /** The whole answer as it goes over the wire, in Latin-1. */
  write(request: PlainRequest): string
}

/** While there is too much, one of these is made for most requests: all that is alike in them is made once. */
export function createRefusal(config: Pick<GatewayConfig, 'publicUrl' | 'corsOrigins'>): Refusal {
  const error = overloaded()
  const always = Object.entries({
    ...securityHeaders,
    'cache-control': 'no-store',
    'content-type': problemType,
    'retry-after': String(error.retryAfter),
  }).flat()
  const start = `HTTP/1.1 503 Service Unavailable\r\nconnection: keep-alive\r\n${linesOf(always)}`
  const cors = corsOf(config.corsOrigins)
  const bodyOf = bodyMaker(error, config.publicUrl)
  return {
    send({ url = '/', headers: { origin } }, response) {
      const requestId = newId()
      const body = bodyOf(url, requestId)
      const own = ['x-request-id', requestId, 'content-length', String(Buffer.byteLength(body))]
      response.writeHead(503, [...always, ...own, ...cors(origin).headers]).end(body)
    },
    write({ url, origin }) {
      const requestId = newId()
      const body = bodyOf(url, requestId)
      // The URL of a plain request is ASCII, and so is all else.
      return `${start}${cors(origin).lines}x-request-id: ${requestId}\r\ncontent-length: ${body.length}\r\n\r\n${body}`
    },
  }
}

interface Cors {
  readonly headers: readonly string[]
  readonly lines: string
}

/** What is said to a page of an origin; all but the configured ones are told the same. */
function corsOf(origins: readonly string[]): (origin: string | undefined) => Cors {
  const make = (origin: string | undefined): Cors => {
    const headers = corsHeaders(origins, origin)
    return { headers, lines: linesOf(headers) }
  }
  const others = make(undefined)
  const known = new Map(origins.map((origin) => [origin, make(origin)]))
  return (origin) => (origin === undefined ? others : (known.get(origin) ?? others))
}

/** Writes the problem between its two parts that differ, the path and the id of the request. */
function bodyMaker(error: ReturnType<typeof overloaded>, publicUrl: string) {
  const [path, requestId] = ['\u0000path', '\u0000id']
  const sample = inAscii(JSON.stringify(problemOf(error, { publicUrl, path, requestId })))
  const [beforePath, rest = ''] = sample.split(JSON.stringify(path))
  const [beforeId, end] = rest.split(JSON.stringify(requestId))
  return (url: string, id: string): string => {
    const query = url.indexOf('?')
    const own = JSON.stringify(query < 0 ? url : url.slice(0, query))
    return `${beforePath}${own}${beforeId}"${id}"${end}`
  }
}

/** JSON whose characters are a byte each; `publicUrl` may have others. */
const inAscii = (json: string): string =>
  json.replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Header lines of names and values in turn. */
function linesOf(headers: readonly string[]): string {
  let lines = ''
  for (let at = 0; at < headers.length; at += 2) lines += `${headers[at]}: ${headers[at + 1]}\r\n`
  return lines
}
