import type { CallOptions } from '../metadata.js'
import type { RpcMethod } from '../method-types.js'

/** How calls travel to a service. Every error is an AppError. */
export interface Transport {
  unary<Req, Res>(method: RpcMethod<Req, Res>, request: Req, options: CallOptions): Promise<Res>
  /** Leaving the loop cancels the call. */
  serverStream<Req, Res>(method: RpcMethod<Req, Res>, request: Req, options: CallOptions): AsyncIterable<Res>
  /** Takes the next request only when the way is free. */
  clientStream<Req, Res>(
    method: RpcMethod<Req, Res>,
    requests: AsyncIterable<Req>,
    options: CallOptions,
  ): Promise<Res>
  /** Both of the above; the call opens when the answers are first asked for. */
  duplex<Req, Res>(
    method: RpcMethod<Req, Res>,
    requests: AsyncIterable<Req>,
    options: CallOptions,
  ): AsyncIterable<Res>
  /** Takes no new calls and closes the connections when the running ones are over. */
  close(): void
}
