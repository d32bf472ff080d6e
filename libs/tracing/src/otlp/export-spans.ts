import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'

import type { Attributes, Span } from '../span.js'
import { encodeSpans } from './encode.js'

interface Collector {
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  /** Who tells. */
  readonly resource: Attributes
}

const withinMs = 5_000

/** Gives spans to a collector by OTLP over HTTP, as JSON; rejects when it does not take them. */
export function exportSpans(
  { endpoint, headers, resource }: Collector,
  spans: readonly Span[],
): Promise<void> {
  const url = new URL(`${endpoint.replace(/\/+$/, '')}/v1/traces`)
  const body = encodeSpans(resource, spans)
  const open = url.protocol === 'https:' ? overHttps : overHttp
  return new Promise((resolve, reject) => {
    const request = open(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      signal: AbortSignal.timeout(withinMs),
    })
    request.on('error', reject)
    request.on('response', (response) => {
      response.resume()
      response.on('error', reject)
      const { statusCode = 0 } = response
      if (statusCode >= 200 && statusCode < 300) response.on('end', resolve)
      else reject(new Error(`The collector answered ${statusCode}.`))
    })
    request.end(body)
  })
}
