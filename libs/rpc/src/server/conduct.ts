import { performance } from 'node:perf_hooks'

import { AppError, type Clock, type Log, type Principal, toAppError } from '@kindred/kernel'
import { type Span, traceFields, type Tracer } from '@kindred/tracing'

import type { MethodContract } from '../contract/contract.js'
import { type RpcStatus, toRpcStatus } from '../errors/details.js'
import type { Admission, Work } from '../load/admission.js'
import { overloaded } from '../load/overloaded.js'
import { mayWait, priorityOf } from '../load/priority.js'
import type { ObserveCall } from '../observe.js'
import { endCall, spanOfAnswer } from '../spans.js'
import { requireAccess } from './access.js'
import { type Call, type Incoming, openCall } from './call.js'
import { requireCaller } from './callers.js'

export interface ConductDeps {
  /** The server's name: owner of the error codes it answers with. */
  readonly name: string
  readonly authenticate: (bearer: string | undefined) => Promise<Principal>
  readonly log: Log
  readonly clock: Clock
  readonly observe: ObserveCall | undefined
  readonly tracer?: Tracer | undefined
  /** Aborted when the server begins to stop. */
  readonly draining: AbortSignal
  /** Refuses calls while there are too many. */
  readonly admission: Admission
  /** Whether callers show certificates. */
  readonly isSecure: boolean
}

/** How a call ends, by the door that it came in. */
export interface Ends {
  answer(call: Call): Promise<void>
  fail(status: RpcStatus): void
}

/** Runs the calls of one RPC, whichever door they came in: authentication, access check, handler, error, log line. Never rejects. */
export function conductor(contract: MethodContract, deps: ConductDeps) {
  const work = workOf(contract)
  return async (incoming: Incoming, { answer, fail }: Ends): Promise<AppError | undefined> => {
    const started = performance.now()
    const span = spanOfAnswer(contract, deps.tracer, incoming.metadata.traceparent)
    const end = admit(deps.admission, work)
    if (end === undefined) {
      const error = overloaded()
      fail(toRpcStatus(error, deps.name))
      if (span !== undefined) endCall(span, error)
      return error
    }
    const { metadata, over } = incoming
    let error: AppError | undefined
    try {
      const principal = await identify(contract, deps, metadata.bearer)
      requireAccess(contract.policy, principal)
      requireCaller(contract, principal, deps.isSecure ? incoming.certified : undefined)
      await answer(openCall(incoming, contract, { principal, span }))
    } catch (thrown) {
      error = over.aborted && !(thrown instanceof AppError) ? gone : toAppError(thrown)
      fail(toRpcStatus(error, deps.name))
    }
    if (contract.descriptor.methodKind !== 'unary') over.abort()
    end(error === undefined)
    const ms = performance.now() - started
    writeLog(contract, deps, { requestId: metadata.requestId, span, ms: Math.round(ms) }, error)
    if (isOurs(contract)) {
      const traceId = span?.isKept === true ? span.traceId : undefined
      const code = error?.code ?? 'OK'
      deps.observe?.({ method: contract.path.slice(1), code, seconds: ms / 1000, traceId })
    }
    if (span !== undefined) endCall(span, error)
    return error
  }
}

/** Undefined for what is always let in, and for a call that may wait for something to happen. */
function workOf(contract: MethodContract): Work | undefined {
  const priority = priorityOf(contract)
  if (priority === 'always' || contract.descriptor.methodKind !== 'unary' || mayWait(contract))
    return undefined
  return { priority, kind: contract.path, part: contract.path }
}

const uncounted = (): void => undefined

/** What ends the work; undefined when there is too much of it already. */
function admit(admission: Admission, work: Work | undefined): ((isDone: boolean) => void) | undefined {
  if (work === undefined) return uncounted
  return admission.admits(work) ? admission.begin(work) : undefined
}

const gone = new AppError({ kind: 'canceled', code: 'CANCELED', detail: 'The caller went away.' })

/** A public RPC accepts an expired token: signing in again must not need a valid one. */
async function identify(
  contract: MethodContract,
  deps: ConductDeps,
  bearer: string | undefined,
): Promise<Principal> {
  if (bearer === undefined) return { kind: 'anonymous' }
  const known = deps.authenticate(bearer)
  return contract.policy.access === 'PUBLIC' ? known.catch(() => ({ kind: 'anonymous' })) : known
}

/** Health probes come every few seconds; they are neither logged nor measured. */
const isOurs = (contract: MethodContract): boolean => contract.path.startsWith('/kindred.')

interface CallFacts {
  readonly requestId: string
  readonly span: Span | undefined
  readonly ms: number
}

function writeLog(
  contract: MethodContract,
  { log }: ConductDeps,
  { requestId, span, ms }: CallFacts,
  error: AppError | undefined,
): void {
  if (!isOurs(contract)) return
  const isUsual = error === undefined || error.kind === 'canceled'
  // Most lines are of this kind and are not written, so that none is made.
  if (isUsual && log.isLevelEnabled?.('debug') === false) return
  const code = error?.code ?? 'OK'
  const line = { method: contract.path.slice(1), code, request_id: requestId, ...traceFields(span), ms }
  if (isUsual) log.debug(line, 'call')
  else if (error.kind === 'internal') log.error({ ...line, err: error.cause ?? error }, 'call failed')
  else log.info(line, 'call refused')
}
