import type {
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
} from '@grpc/grpc-js'

import type { Principal } from '@kindred/kernel'

import type { MethodContract } from '../contract/contract.js'
import { type CallOptions, readMetadata } from '../metadata.js'

/** The call that a handler answers, beside its request. */
export interface Call {
  readonly principal: Principal
  readonly method: MethodContract
  readonly requestId: string
  readonly traceparent: string | undefined
  readonly idempotencyKey: string | undefined
  header(name: string): string | undefined
  /** Aborted when the caller goes away, when the deadline passes and when a stream ends. */
  readonly signal: AbortSignal
  /** Options for a call on behalf of the caller: same token, request id, trace and cancellation, and the time that is left. */
  outgoing(): CallOptions
}

/** A call of any kind as grpc-js passes it. Messages stay bytes and are decoded here, so that a malformed one gets a proper error. */
export type Surface =
  | ServerUnaryCall<Buffer, Buffer>
  | ServerReadableStream<Buffer, Buffer>
  | ServerWritableStream<Buffer, Buffer>
  | ServerDuplexStream<Buffer, Buffer>

export function openCall(
  surface: Surface,
  method: MethodContract,
  principal: Principal,
  signal: AbortSignal,
): Call {
  const { bearer, ...metadata } = readMetadata(surface.metadata)
  const deadline = Number(surface.getDeadline())
  return {
    ...metadata,
    header: (name) => surface.metadata.get(name)[0]?.toString(),
    principal,
    method,
    signal,
    outgoing: () => ({
      token: bearer,
      requestId: metadata.requestId,
      traceparent: metadata.traceparent,
      deadlineMs: Number.isFinite(deadline) ? deadline - Date.now() : undefined,
      signal,
    }),
  }
}
