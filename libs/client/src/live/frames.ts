import type { LiveEvents } from '../gen/api.js'
import { KindredError, type Problem } from '../problem.js'

/** A frame of either direction. */
export interface Frame {
  readonly type: string
  /** The client's id of a request; its ack or error repeats it. */
  readonly id?: string
  /** The position of the event; the newest one goes into `resume`. */
  readonly cursor?: string
  readonly data?: unknown
}

/** The data of `ready`. */
export interface Ready {
  readonly session_id: string
  readonly cursor: string
  /** How often to ping, milliseconds. */
  readonly heartbeat_ms: number
  /** The cursor of `auth`, when missed events come before its ack; absent from a gateway that reads no cursor there. */
  readonly since?: string
}

export type LiveState = 'connecting' | 'ready' | 'offline' | 'closed'

/** Events of the person, changes of the connection, and `resync.required`, after which the lists must be reloaded. */
export type LiveEvent =
  | {
      [Type in keyof LiveEvents]: {
        readonly type: Type
        readonly cursor: string | undefined
        readonly data: LiveEvents[Type]
      }
    }[keyof LiveEvents]
  | { readonly type: 'state'; readonly state: LiveState; readonly closeCode?: number | undefined }
  | { readonly type: 'resync.required' }

/** The error of an error frame; undefined for every other frame. */
export function refusalOf(frame: Frame): KindredError | undefined {
  if (frame.type !== 'error') return undefined
  const { problem, retry_after: retryAfter } = frame.data as { problem: Problem; retry_after?: number }
  return new KindredError(problem, { retryAfter })
}

/** The frame of a text; undefined for anything else. */
export function parseFrame(text: string): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(text)
    return typeof frame === 'object' && frame !== null && 'type' in frame && typeof frame.type === 'string'
      ? (frame as Frame)
      : undefined
  } catch {
    return undefined
  }
}
