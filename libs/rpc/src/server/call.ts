import type { EventEmitter } from 'node:events'

import type {
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
} from '@grpc/grpc-js'

import { dnsNames } from '@kindred/certificates'
import type { Ending, Principal } from '@kindred/kernel'
import type { Span } from '@kindred/tracing'

import type { MethodContract } from '../contract/contract.js'
import { type CallMetadata, type CallOptions, readMetadata, traceTold } from '../metadata.js'
import { Over } from './over.js'

/** The call that a handler answers, beside its request. */
export interface Call {
  readonly principal: Principal
  readonly method: MethodContract
  readonly requestId: string
  readonly traceparent: string | undefined
  /** Undefined where nothing is traced. */
  readonly span?: Span | undefined
  readonly idempotencyKey: string | undefined
  header(name: string): string | undefined
  /** Aborted when the caller goes away, when the deadline passes and when a stream ends. */
  readonly signal: AbortSignal
  /** The same for whoever only looks whether it is over: a signal costs as much as a short answer. */
  readonly over: Ending
  /** Options for a call on behalf of the caller: same token, request id, trace and cancellation, and the time that is left. */
  outgoing(): CallOptions
  /** See Incoming. */
  certified(): readonly string[]
}

/** A call of any kind as grpc-js passes it. Messages stay bytes and are decoded here, so that a malformed one gets a proper error. */
export type Surface =
  | ServerUnaryCall<Buffer, Buffer>
  | ServerReadableStream<Buffer, Buffer>
  | ServerWritableStream<Buffer, Buffer>
  | ServerDuplexStream<Buffer, Buffer>

/** A call as either door of a server takes it in, before anybody knows whether it is allowed. */
export interface Incoming {
  readonly metadata: CallMetadata
  header(name: string): string | undefined
  /** Unix milliseconds, Infinity for none. */
  readonly deadline: number
  /** Told when nobody waits for the answer any more. */
  readonly over: Over
  /** The DNS names of the caller's certificate; none without one. */
  certified(): readonly string[]
}

/** What comes in by grpc-js. */
export function incomingOf(surface: Surface): Incoming {
  const over = new Over()
  const emitter: EventEmitter = surface
  emitter.on('cancelled', () => over.abort())
  if (surface.cancelled) over.abort()
  return {
    metadata: readMetadata(surface.metadata),
    header: (name) => surface.metadata.get(name)[0]?.toString(),
    deadline: Number(surface.getDeadline()),
    over,
    certified: () => dnsNames(surface.getAuthContext().sslPeerCertificate?.subjectaltname),
  }
}

/** Who calls, and the span of the call. */
interface Caller {
  readonly principal: Principal
  readonly span: Span | undefined
}

export function openCall(incoming: Incoming, method: MethodContract, { principal, span }: Caller): Call {
  const { deadline, over } = incoming
  const { bearer, requestId, traceparent, idempotencyKey } = incoming.metadata
  return {
    requestId,
    span,
    idempotencyKey,
    header: incoming.header,
    certified: incoming.certified,
    principal,
    method,
    over,
    get signal() {
      return over.signal
    },
    get traceparent() {
      return traceTold({ span, traceparent })
    },
    outgoing: () => ({
      token: bearer,
      requestId,
      traceparent,
      span,
      headers: stateOf(incoming.header('tracestate')),
      deadlineMs: Number.isFinite(deadline) ? deadline - Date.now() : undefined,
      signal: over,
    }),
  }
}

/** What vendors keep beside the trace context goes where it goes. */
const stateOf = (tracestate: string | undefined): CallOptions['headers'] =>
  tracestate === undefined ? undefined : { tracestate }
