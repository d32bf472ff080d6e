import { Metadata } from '@grpc/grpc-js'

import { type Ending, newId } from '@kindred/kernel'
import type { Span } from '@kindred/tracing'

/** Options of a call, beside its request. */
export interface CallOptions {
  /** Access or service token, without `Bearer`. */
  readonly token?: string | undefined
  readonly requestId?: string | undefined
  /** W3C trace context, of a call that is a part of no span here. */
  readonly traceparent?: string | undefined
  /** What the call is a part of in this process; a unary one gets a span of its own. */
  readonly span?: Span | undefined
  readonly idempotencyKey?: string | undefined
  /** More metadata by name. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Milliseconds from now; 2,000 by default for a single answer, 30,000 for an upload, none for a stream of answers. */
  readonly deadlineMs?: number | undefined
  /** Aborting it cancels the call. */
  readonly signal?: AbortSignal | Ending | undefined
}

/** The metadata of a call that the server reads. */
export interface CallMetadata {
  readonly bearer: string | undefined
  readonly requestId: string
  readonly traceparent: string | undefined
  readonly idempotencyKey: string | undefined
}

/** What a call tells its server of the trace: that of its span, or what somebody else began. */
export const traceTold = ({ span, traceparent }: CallOptions): string | undefined =>
  span?.traceparent ?? traceparent

/** Call options as gRPC metadata. */
export function writeMetadata(options: CallOptions): Metadata {
  const metadata = new Metadata()
  const put = (key: string, value: string | undefined): void => {
    if (value !== undefined) metadata.set(key, value)
  }
  put('authorization', options.token === undefined ? undefined : `Bearer ${options.token}`)
  put('x-request-id', options.requestId)
  put('traceparent', traceTold(options))
  put('idempotency-key', options.idempotencyKey)
  for (const [name, value] of Object.entries(options.headers ?? {})) put(name, value)
  return metadata
}

/** gRPC metadata as the server uses it; a missing or odd request id is replaced by a new one. */
export function readMetadata(metadata: Metadata): CallMetadata {
  const text = (key: string): string | undefined => metadata.get(key)[0]?.toString()
  return {
    bearer: readBearer(text('authorization')),
    requestId: readRequestId(text('x-request-id')),
    traceparent: text('traceparent'),
    idempotencyKey: text('idempotency-key'),
  }
}

/** The id that a caller gave to its request, or a new one for a missing or odd one. */
export const readRequestId = (given: string | undefined): string =>
  given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : newId()

// A header of another scheme is passed on whole, so that it is refused as a bad token instead of counting as none.
function readBearer(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  return /^bearer +(.+)$/i.exec(header)?.[1] ?? header
}
