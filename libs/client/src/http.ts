import { onAbort } from '@kindred/kernel'

import { isShutOut, KindredError, networkError, responseError } from './problem.js'
import type { Session } from './session.js'

/** Options of a call, beside its request. */
export interface RequestOptions {
  readonly signal?: AbortSignal
  /** Makes a repeated POST return its first answer for 24 hours. */
  readonly idempotencyKey?: string
}

/** The browser's fetch or anything of its shape. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** One HTTP exchange with the gateway. */
export interface Exchange {
  readonly verb: string
  readonly url: string
  readonly body?: RequestInit['body'] | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly options?: RequestOptions | undefined
}

/** Codes that a fresh token may resolve. The refresh shows whether the session itself is over. */
const staleToken = new Set(['TOKEN_EXPIRED', 'TOKEN_INVALID', 'SESSION_REVOKED'])

/** Sends an exchange with the session's token; a refused token is renewed once. */
export async function send(fetch: Fetch, session: Session, exchange: Exchange): Promise<Response> {
  const token = await session.accessToken()
  const response = await attempt(fetch, exchange, token)
  if (response.ok) return response
  const error = await responseError(response)
  if ((!staleToken.has(error.code) && !isShutOut(error)) || token === undefined) throw error
  const again = await attempt(fetch, exchange, await session.renew(token))
  if (again.ok) return again
  throw await responseError(again)
}

/** Sends an exchange without a session. */
export async function sendOpen(fetch: Fetch, exchange: Exchange): Promise<Response> {
  const response = await attempt(fetch, exchange, undefined)
  if (response.ok) return response
  throw await responseError(response)
}

async function attempt(fetch: Fetch, exchange: Exchange, token: string | undefined): Promise<Response> {
  const { options } = exchange
  const headers: Record<string, string> = { accept: 'application/json', ...exchange.headers }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  if (options?.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
  const init: RequestInit = { method: exchange.verb, headers }
  if (exchange.body !== undefined) init.body = exchange.body
  const limit = limited(exchange)
  if (limit.signal !== undefined) init.signal = limit.signal
  try {
    return await fetch(exchange.url, init)
  } catch (cause) {
    if (options?.signal?.aborted === true || cause instanceof KindredError) throw cause
    throw networkError(cause)
  } finally {
    limit.end()
  }
}

const answerWithinMs = 30_000

/** Broken networks drop requests silently, so every request but an upload has a time limit. */
function limited({ body, options }: Exchange): { signal: AbortSignal | undefined; end(): void } {
  const given = options?.signal
  if (body !== undefined && typeof body !== 'string') return { signal: given, end: () => {} }
  const controller = new AbortController()
  const giveUp = (): void => controller.abort(given?.reason)
  const timer = setTimeout(giveUp, answerWithinMs)
  const forget = onAbort(given, giveUp)
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer)
      forget()
    },
  }
}

/** The JSON of an answer; undefined for 204. */
export async function readJson(response: Response): Promise<unknown> {
  return response.status === 204 ? undefined : response.json()
}

/** Splits a request into path, query and body by the operation's verb and path template. */
export function bindRequest(
  verb: string,
  template: string,
  request: Readonly<Record<string, unknown>>,
): { path: string; body: string | undefined } {
  const rest = new Map(Object.entries(request).filter(([, value]) => value !== undefined))
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest.get(name)
    rest.delete(name)
    return encodeURIComponent(textOf(value ?? ''))
  })
  if (verb !== 'GET' && verb !== 'DELETE') return { path, body: JSON.stringify(Object.fromEntries(rest)) }
  const query = new URLSearchParams([...rest].flatMap(([name, value]) => queryPairs(name, value))).toString()
  return { path: query === '' ? path : `${path}?${query}`, body: undefined }
}

/** Paths and queries carry texts, numbers and truths. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** A list repeats its name; the fields of an object have dotted names. */
function queryPairs(name: string, value: unknown): [string, string][] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.map((item) => [name, textOf(item)])
  if (typeof value !== 'object' || value === null) return [[name, textOf(value)]]
  return Object.entries(value).flatMap(([part, inside]) => queryPairs(`${name}.${part}`, inside))
}
