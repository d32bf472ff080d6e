import type { CallOptions } from '../metadata.js'
import type { RpcMethod } from '../method-types.js'

/** Carries calls to a service. Every error is an AppError. */
export interface Transport {
  unary<Req, Res>(method: RpcMethod<Req, Res>, request: Req, options: CallOptions): Promise<Res>
  /** The call is cancelled when the loop over the answers ends early. */
  serverStream<Req, Res>(method: RpcMethod<Req, Res>, request: Req, options: CallOptions): AsyncIterable<Res>
  /** Reads the requests with backpressure. */
  clientStream<Req, Res>(
    method: RpcMethod<Req, Res>,
    requests: AsyncIterable<Req>,
    options: CallOptions,
  ): Promise<Res>
  /** Both of the above; the call opens with the first read of the answers. */
  duplex<Req, Res>(
    method: RpcMethod<Req, Res>,
    requests: AsyncIterable<Req>,
    options: CallOptions,
  ): AsyncIterable<Res>
  /** Takes no new calls and closes the connections when the running ones are over. */
  close(): void
}

/** A unary call as a carrier takes it. */
export interface CarriedRequest {
  readonly path: string
  readonly payload: Buffer
  readonly options: CallOptions
  /** Unix milliseconds, Infinity for none. */
  readonly deadline: number
  /** Whether it may be made again elsewhere when its instance hangs. */
  readonly isRepeatable: boolean
}
