import type { AppError } from '@kindred/kernel'

import { problemOf } from '../edge/problem.js'
import { frameMalformed } from './errors.js'

/** A frame of a client. */
export interface ClientFrame {
  readonly type: string
  /** The client's id of the request; the answer repeats it. */
  readonly id: string | undefined
  readonly data: Readonly<Record<string, unknown>>
}

/** Also the `instance` of its problems. */
export const socketPath = '/v1/chat/connect'

const longestId = 64

/** The frame of a text; throws FRAME_MALFORMED. */
export function readFrame(text: string): ClientFrame {
  const { type, id, data = {} } = parseObject(text)
  const idFits = id === undefined || (typeof id === 'string' && id.length <= longestId)
  if (typeof type !== 'string' || !idFits || !isObject(data)) throw frameMalformed()
  return { type, id, data }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    throw frameMalformed()
  }
  throw frameMalformed()
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `data` is JSON text. */
export const ackFrame = (id: string, data: string): string =>
  `{"type":"ack","id":${JSON.stringify(id)},"data":${data}}`

export interface ErrorPlace {
  readonly id: string | undefined
  readonly requestId: string
  readonly publicUrl: string
}

export function errorFrame(error: AppError, { id, requestId, publicUrl }: ErrorPlace): string {
  const problem = problemOf(error, { publicUrl, path: socketPath, requestId })
  return JSON.stringify({ type: 'error', id, data: { problem, retry_after: error.retryAfter } })
}

export interface Ready {
  readonly sessionId: string
  readonly cursor: string
  readonly heartbeatMs: number
  /** The cursor of `auth`: missed events come next, then the ack of `auth`, then live events. */
  readonly since: string | undefined
}

export const readyFrame = ({ sessionId, cursor, heartbeatMs, since }: Ready): string =>
  JSON.stringify({ type: 'ready', data: { session_id: sessionId, cursor, heartbeat_ms: heartbeatMs, since } })

export const resyncFrame = (cursor: string): string =>
  JSON.stringify({ type: 'resync.required', cursor, data: {} })
