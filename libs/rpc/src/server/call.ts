import type {
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
} from '@grpc/grpc-js'

import type { Principal } from '@kindred/kernel'

import type { MethodContract } from '../contract/contract.js'
import { type CallOptions, readMetadata } from '../metadata.js'

/** What a handler may know of the call that it answers. */
export interface Call {
  readonly principal: Principal
  readonly method: MethodContract
  readonly requestId: string
  readonly traceparent: string | undefined
  readonly idempotencyKey: string | undefined
  /** The metadata of that name. */
  header(name: string): string | undefined
  /** Aborted when the caller goes away, when the time is up and when a stream is over. */
  readonly signal: AbortSignal
  /** Options for a call on behalf of the caller: same token, request id and trace, the time that is left, the same cancellation. */
  outgoing(): CallOptions
}

/** What grpc-js hands over, whatever the kind of RPC. Messages stay bytes: we decode them ourselves to answer bad ones properly. */
export type Surface =
  | ServerUnaryCall<Buffer, Buffer>
  | ServerReadableStream<Buffer, Buffer>
  | ServerWritableStream<Buffer, Buffer>
  | ServerDuplexStream<Buffer, Buffer>

/** Makes the Call of a surface. */
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
