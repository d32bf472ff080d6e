import type { ServerReadableStream, ServerWritableStream, UntypedHandleCall } from '@grpc/grpc-js'

import { loadContract, type MethodContract } from '../contract/contract.js'
import { type Call, incomingOf, type Surface } from './call.js'
import { type ConductDeps, conductor } from './conduct.js'
import type { BoundMethod } from './handlers.js'
import { decode, readRequest } from './messages.js'
import { readRequests, writeResponses } from './streams.js'

const endsByItself = new AbortController().signal

/** The grpc-js handler of one RPC. */
export function serve(bound: BoundMethod, deps: ConductDeps): UntypedHandleCall {
  const contract = loadContract().method(bound.method.path)
  const { requestStream, responseStream } = bound.method
  const read = requestStream ? requestsOf : requestOf
  const conduct = conductor(contract, deps)
  if (responseStream) {
    return (surface: ServerWritableStream<Buffer, Buffer>) => {
      const answer = async (call: Call): Promise<void> => {
        const request = read(surface, bound, contract)
        const responses = bound.handle(request, call) as AsyncIterable<unknown>
        const draining = bound.carries === true ? endsByItself : deps.draining
        await writeResponses(surface, bound.method, responses, { call, draining })
        surface.end()
      }
      void conduct(incomingOf(surface), { answer, fail: (status) => surface.emit('error', status) })
    }
  }
  return (surface: Surface, callback: (error: object | null, response?: Buffer) => void) => {
    const answer = async (call: Call): Promise<void> => {
      const request = read(surface, bound, contract)
      callback(null, bound.method.responseSerialize(await bound.handle(request, call)))
    }
    void conduct(incomingOf(surface), { answer, fail: callback })
  }
}

const requestOf = (surface: Surface, bound: BoundMethod, contract: MethodContract): unknown =>
  decoderOf(bound, contract)((surface as { request: Buffer }).request)

const requestsOf = (surface: Surface, bound: BoundMethod, contract: MethodContract): AsyncIterable<unknown> =>
  readRequests(surface as ServerReadableStream<Buffer, Buffer>, decoderOf(bound, contract))

const decoderOf =
  ({ method, carries = false }: BoundMethod, contract: MethodContract) =>
  (bytes: Buffer): unknown =>
    carries ? decode(method, bytes) : readRequest(method, contract, bytes)
