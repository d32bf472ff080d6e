import type { RequestOf, ResponseOf, RpcMethod } from '../method-types.js'
import type { Call } from './call.js'

/** The handler of one RPC; streams are async iterables. */
export type Handler<Context, Method> = Method extends { requestStream: true; responseStream: true }
  ? (
      context: Context,
      requests: AsyncIterable<RequestOf<Method>>,
      call: Call,
    ) => AsyncIterable<ResponseOf<Method>>
  : Method extends { requestStream: true }
    ? (
        context: Context,
        requests: AsyncIterable<RequestOf<Method>>,
        call: Call,
      ) => Promise<ResponseOf<Method>>
    : Method extends { responseStream: true }
      ? (context: Context, request: RequestOf<Method>, call: Call) => AsyncIterable<ResponseOf<Method>>
      : (context: Context, request: RequestOf<Method>, call: Call) => Promise<ResponseOf<Method>>

/** A handler for every RPC of a generated service definition. */
export type Handlers<Context, Definition> = {
  readonly [Name in keyof Definition]: Handler<Context, Definition[Name]>
}

/** A handler of any of the four kinds, without its types. */
type BoundHandler = (request: unknown, call: Call) => unknown

/** One RPC ready to be served. */
export interface BoundMethod {
  readonly method: RpcMethod
  readonly handle: BoundHandler
  /** Its requests come from our own processes and its answers are calls: nothing is checked but that they decode, and a stop waits for it. */
  readonly carries?: boolean
}

/** A service ready for createRpcServer. */
export interface Implementation {
  readonly methods: readonly BoundMethod[]
}

/** Binds the handlers of a service to their context. */
export function implement<Context, Definition extends object>(
  definition: Definition,
  handlers: Handlers<Context, Definition>,
  context: Context,
): Implementation {
  const names = Object.keys(definition) as (keyof Definition & string)[]
  return { methods: names.map((name) => bind(definition[name] as RpcMethod, handlers[name], context)) }
}

function bind(method: RpcMethod, handler: unknown, context: unknown): BoundMethod {
  const handle = handler as (context: unknown, request: unknown, call: Call) => unknown
  return { method, handle: (request, call) => handle(partFor(context, call), request, call) }
}

/** A context that can be had for one call: what it does and writes to its log is a part of that. */
export interface ContextOfCalls {
  readonly forCall?: (call: Pick<Call, 'requestId' | 'span'>) => unknown
}

const partFor = (context: unknown, call: Call): unknown =>
  (context as ContextOfCalls | undefined)?.forCall?.(call) ?? context
