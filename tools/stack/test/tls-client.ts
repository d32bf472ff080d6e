import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'

import WebSocket from 'ws'

/** An answer over TLS, its certificate unchecked. */
export interface TlsAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A WebSocket that believes whatever certificate it is shown. */
export class TrustingSocket extends WebSocket {
  constructor(url: string, protocols: string) {
    super(url, protocols, { rejectUnauthorized: false })
  }
}

/** Asks for a page, with any certificate. */
export async function getTls(url: string, headers: Record<string, string> = {}): Promise<TlsAnswer> {
  const { status, headers: told, body } = await ask(new Request(url, { headers }))
  return { status, headers: told, body: body.toString() }
}

/** `fetch` that believes whatever certificate it is shown; for a client. */
export async function fetchTls(url: string, init: RequestInit): Promise<Response> {
  const { status, headers, body } = await ask(new Request(url, init))
  const told = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, one] as [string, string]),
  )
  return new Response(status === 204 ? null : new Uint8Array(body), { status, headers: told })
}

interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

async function ask(asked: Request): Promise<RawAnswer> {
  const body = Buffer.from(await asked.arrayBuffer())
  const { method, url } = asked
  const headers = Object.fromEntries(asked.headers)
  const send = (): Promise<RawAnswer> =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method, headers, rejectUnauthorized: false }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        )
      })
      // A server may close a connection that waits at the moment it is used again. Browsers send such a request anew, and so does this.
      sent.on('error', (error: NodeJS.ErrnoException) =>
        sent.reusedSocket && error.code === 'ECONNRESET' ? resolve(send()) : reject(error),
      )
      sent.end(body)
    })
  return send()
}
