import type { CallOptions } from '../metadata.js'
import type { RequestOf, ResponseOf, RpcMethod } from '../method-types.js'
import type { Transport } from './transport.js'

type ClientMethod<Method> = Method extends { requestStream: true; responseStream: true }
  ? (requests: AsyncIterable<RequestOf<Method>>, options?: CallOptions) => AsyncIterable<ResponseOf<Method>>
  : Method extends { requestStream: true }
    ? (requests: AsyncIterable<RequestOf<Method>>, options?: CallOptions) => Promise<ResponseOf<Method>>
    : Method extends { responseStream: true }
      ? (request: RequestOf<Method>, options?: CallOptions) => AsyncIterable<ResponseOf<Method>>
      : (request: RequestOf<Method>, options?: CallOptions) => Promise<ResponseOf<Method>>

/** One function for each RPC of a generated service definition. */
export type Client<Definition> = { readonly [Name in keyof Definition]: ClientMethod<Definition[Name]> }

/** Makes a typed client: promises for single answers, async iterables for streams, AppError for every failure. */
export function createClient<Definition extends object>(
  definition: Definition,
  transport: Transport,
): Client<Definition> {
  const entries = Object.entries(definition as Record<string, RpcMethod>)
  return Object.fromEntries(
    entries.map(([name, method]) => [name, callerOf(method, transport)]),
  ) as Client<Definition>
}

function callerOf(
  method: RpcMethod,
  transport: Transport,
): (request: never, options?: CallOptions) => unknown {
  if (method.requestStream && method.responseStream)
    return (requests, options = {}) => transport.duplex(method, requests, options)
  if (method.requestStream)
    return (requests, options = {}) => transport.clientStream(method, requests, options)
  if (method.responseStream)
    return (request, options = {}) => transport.serverStream(method, request, options)
  return (request, options = {}) => transport.unary(method, request, options)
}
