import type { Client as GrpcClient } from '@grpc/grpc-js'

import { onAbort } from '@kindred/kernel'

import { type CallOptions, writeMetadata } from '../metadata.js'
import type { RpcMethod } from '../method-types.js'

/** A call that is about to be made. */
export interface Outgoing<Req, Res> {
  readonly client: GrpcClient
  readonly method: RpcMethod<Req, Res>
  readonly options: CallOptions
  /** Unix milliseconds, Infinity for none. */
  readonly deadline: number
  /** Of a stream: is given what fails it as if its server had died, and answers what to call at its end. */
  readonly follow?: (cut: () => void) => () => void
}

/** One attempt; rejects with grpc-js's error. `began` is given what cancels it. */
export function callUnary<Req, Res>(
  { client, method, options, deadline }: Outgoing<Req, Res>,
  request: Req,
  began?: (cancel: () => void) => void,
): Promise<Res> {
  return new Promise((resolve, reject) => {
    const call = client.makeUnaryRequest(
      method.path,
      (value: Req) => method.requestSerialize(value),
      (bytes: Buffer) => method.responseDeserialize(bytes),
      request,
      writeMetadata(options),
      { deadline },
      (error, response) => {
        forget()
        if (error) reject(error)
        else resolve(response as Res)
      },
    )
    const forget = cancelOn(options.signal, call)
    began?.(() => call.cancel())
  })
}

/** Cancels a call when the signal aborts; returns a function that stops listening. */
export const cancelOn = (signal: CallOptions['signal'], call: { cancel(): void }): (() => void) =>
  onAbort(signal, () => call.cancel())
