import type { LiveEvents } from '../gen/api.js'
import { KindredError, type Problem } from '../problem.js'

/** A frame as it goes over the socket, either way. */
export interface Frame {
  readonly type: string
  /** The client's number of a request; its ack or error repeats it. */
  readonly id?: string
  /** Where the event stands; give the newest one to `resume`. */
  readonly cursor?: string
  readonly data?: unknown
}

/** What `ready` says. */
export interface Ready {
  readonly session_id: string
  readonly cursor: string
  /** How often to ping, milliseconds. */
  readonly heartbeat_ms: number
  /** The cursor of `auth`, when what happened since comes before the ack; absent from a gateway that reads none there. */
  readonly since?: string
}

/** How the connection stands. */
export type LiveState = 'connecting' | 'ready' | 'offline' | 'closed'

/** What a listener hears: events of the person, changes of the connection, and the advice to load the lists anew. */
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

/** What an error frame tells of; undefined for every other frame. */
export function refusalOf(frame: Frame): KindredError | undefined {
  if (frame.type !== 'error') return undefined
  const { problem, retry_after: retryAfter } = frame.data as { problem: Problem; retry_after?: number }
  return new KindredError(problem, { retryAfter })
}

/** A frame out of a socket's text; undefined for what is not one. */
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
