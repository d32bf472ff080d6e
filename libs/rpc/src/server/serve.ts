import { type EventEmitter, setMaxListeners } from 'node:events'

import type { ServerReadableStream, ServerWritableStream, UntypedHandleCall } from '@grpc/grpc-js'

import { AppError, type Clock, type Log, type Principal, toAppError } from '@kindred/kernel'

import { loadContract, type MethodContract } from '../contract/contract.js'
import { toRpcStatus } from '../errors/details.js'
import { readMetadata } from '../metadata.js'
import type { ObserveCall } from '../observe.js'
import { requireAccess } from './access.js'
import { type Call, openCall, type Surface } from './call.js'
import type { BoundMethod } from './handlers.js'
import { readRequest } from './messages.js'
import { readRequests, writeResponses } from './streams.js'

export interface ServeDeps {
  /** The server's name: owner of the error codes it answers with. */
  readonly name: string
  readonly authenticate: (bearer: string | undefined) => Promise<Principal>
  readonly log: Log
  readonly clock: Clock
  readonly observe: ObserveCall | undefined
  /** Aborted when the server begins to stop. */
  readonly draining: AbortSignal
}

/** The grpc-js handler of one RPC. */
export function serve(bound: BoundMethod, deps: ServeDeps): UntypedHandleCall {
  const contract = loadContract().method(bound.method.path)
  const { requestStream, responseStream } = bound.method
  const read = requestStream ? requestsOf : requestOf
  const conduct = conductor(contract, deps)
  if (responseStream) {
    return (surface: ServerWritableStream<Buffer, Buffer>) => {
      const answer = async (call: Call): Promise<void> => {
        const request = read(surface, bound, contract)
        const responses = bound.handle(request, call) as AsyncIterable<unknown>
        await writeResponses(surface, bound.method, responses, { call, draining: deps.draining })
        surface.end()
      }
      void conduct(surface, answer, (status) => surface.emit('error', status))
    }
  }
  return (surface: Surface, callback: (error: object | null, response?: Buffer) => void) => {
    const answer = async (call: Call): Promise<void> => {
      const request = read(surface, bound, contract)
      callback(null, bound.method.responseSerialize(await bound.handle(request, call)))
    }
    void conduct(surface, answer, callback)
  }
}

const requestOf = (surface: Surface, { method }: BoundMethod, contract: MethodContract): unknown =>
  readRequest(method, contract, (surface as { request: Buffer }).request)

const requestsOf = (
  surface: Surface,
  { method }: BoundMethod,
  contract: MethodContract,
): AsyncIterable<unknown> =>
  readRequests(surface as ServerReadableStream<Buffer, Buffer>, (bytes) =>
    readRequest(method, contract, bytes),
  )

type Answer = (call: Call) => Promise<void>
type Fail = (status: object) => void

/** Runs every call: authentication, access check, handler, error, log line. Never rejects. */
function conductor(contract: MethodContract, deps: ServeDeps) {
  return async (surface: Surface, answer: Answer, fail: Fail): Promise<void> => {
    const started = performance.now()
    const over = cancellationOf(surface)
    const { requestId, bearer } = readMetadata(surface.metadata)
    surface.metadata.set('x-request-id', requestId)
    let error: AppError | undefined
    try {
      const principal = await identify(contract, deps, bearer)
      requireAccess(contract.policy, principal)
      await answer(openCall(surface, contract, principal, over.signal))
    } catch (thrown) {
      error = over.signal.aborted && !(thrown instanceof AppError) ? gone : toAppError(thrown)
      fail(toRpcStatus(error, deps.name))
    }
    if (contract.descriptor.methodKind !== 'unary') over.abort()
    const ms = performance.now() - started
    writeLog(contract, deps, { requestId, ms: Math.round(ms) }, error)
    if (isOurs(contract))
      deps.observe?.({ method: contract.path.slice(1), code: error?.code ?? 'OK', seconds: ms / 1000 })
  }
}

const gone = new AppError({ kind: 'canceled', code: 'CANCELED', detail: 'The caller went away.' })

function cancellationOf(surface: Surface): AbortController {
  const over = new AbortController()
  setMaxListeners(0, over.signal)
  const emitter: EventEmitter = surface
  emitter.on('cancelled', () => over.abort())
  if (surface.cancelled) over.abort()
  return over
}

/** A public RPC accepts an expired token: signing in again must not need a valid one. */
async function identify(
  contract: MethodContract,
  deps: ServeDeps,
  bearer: string | undefined,
): Promise<Principal> {
  if (bearer === undefined) return { kind: 'anonymous' }
  const known = deps.authenticate(bearer)
  return contract.policy.access === 'PUBLIC' ? known.catch(() => ({ kind: 'anonymous' })) : known
}

/** Health probes come every few seconds; they are neither logged nor measured. */
const isOurs = (contract: MethodContract): boolean => contract.path.startsWith('/kindred.')

function writeLog(
  contract: MethodContract,
  { log }: ServeDeps,
  facts: object,
  error: AppError | undefined,
): void {
  if (!isOurs(contract)) return
  const line = { method: contract.path.slice(1), code: error?.code ?? 'OK', ...facts }
  if (error === undefined || error.kind === 'canceled') log.debug(line, 'call')
  else if (error.kind === 'internal') log.error({ ...line, err: error.cause ?? error }, 'call failed')
  else log.info(line, 'call refused')
}
