import { performance } from 'node:perf_hooks'

import { Client as GrpcClient } from '@grpc/grpc-js'

import { AppError, backoff, pause, toAppError } from '@kindred/kernel'

import { maxPart } from '../carrier-limits.js'
import { loadContract, type MethodContract } from '../contract/contract.js'
import { fromServiceError, isAnswer } from '../errors/from-service-error.js'
import type { CallOptions } from '../metadata.js'
import type { ObserveCall } from '../observe.js'
import { ended, spanOfCall, tracedBy } from '../spans.js'
import { type ChannelSecurity, plaintext } from '../tls/security.js'
import { Breaker } from './breaker.js'
import { StreamEnded } from './carrier.js'
import { channelOptions } from './channel-options.js'
import { createRetryBudget, type RetryBudget, type RetryBudgetOptions } from './retry-budget.js'
import { callClientStream, callDuplex, callServerStream } from './streaming-calls.js'
import { targetOf } from './target.js'
import type { Carriers, Transport } from './transport.js'
import { callUnary, type Outgoing } from './unary-call.js'

export interface GrpcTransportOptions {
  /** `host:port`, `dns:///name:port` or a list of addresses between commas; calls go round every address behind it. */
  readonly address: string
  /** Plaintext unless given. */
  readonly security?: ChannelSecurity | undefined
  readonly retryBudget?: RetryBudgetOptions
  /** Called once for each unary call, which includes its retries. */
  readonly observe?: ObserveCall | undefined
  /** The streams that carry unary calls together; without them, and while none is open, each call has a stream of its own. */
  readonly carriers?: Carriers | undefined
  /** Multiplies the deadlines of calls that name none; 1 unless given. */
  readonly deadlineScale?: number | undefined
}

const maxAttempts = 3
const pauses = { firstMs: 60, maxMs: 1_000 }
const unaryDeadlineMs = 2_000
const uploadDeadlineMs = 30_000

/**
 * Calls over grpc-js: all instances, outlier detection, retries of idempotent calls within a budget. Unary calls ride the carriers
 * while these are open; streams and large requests go by themselves.
 */
export function createGrpcTransport(options: GrpcTransportOptions): Transport {
  const { address, retryBudget, observe, carriers, deadlineScale = 1 } = options
  const { credentials, options: own } = options.security ?? plaintext
  const client = new GrpcClient(targetOf(address), credentials, { ...channelOptions, ...own })
  const budget = createRetryBudget(retryBudget)
  const breakers = new Map<string, Breaker>()
  return {
    unary(method, request, given) {
      const contract = loadContract().method(method.path)
      const span = spanOfCall(contract)
      const options = tracedBy(span, given)
      const usualMs = (contract.policy.deadlineSeconds * 1000 || unaryDeadlineMs) * deadlineScale
      const deadline = Date.now() + (options.deadlineMs ?? usualMs)
      const attempts = () =>
        retry({ contract, budget, deadline, signal: options.signal, carriers }, () =>
          callOnce({ client, method, options, deadline }, request, carriers),
        )
      const answer = breakerOf(breakers, contract.service).guard(attempts, carriers?.open)
      return ended(span, observe === undefined ? answer : observed(answer, method.path, observe))
    },
    async clientStream(method, requests, options) {
      const { service } = loadContract().method(method.path)
      const deadline = Date.now() + (options.deadlineMs ?? uploadDeadlineMs)
      try {
        return await callClientStream({ client, method, options, deadline }, requests)
      } catch (thrown) {
        throw fromServiceError(thrown, { service, canceled: options.signal?.aborted === true })
      }
    },
    serverStream: (method, request, options) =>
      callServerStream({ client, method, options, deadline: deadlineOf(options) }, request),
    duplex: (method, requests, options) =>
      callDuplex({ client, method, options, deadline: deadlineOf(options) }, requests),
    close() {
      carriers?.close()
      client.close()
    },
  }
}

/** One address may serve more than one service. */
function breakerOf(breakers: Map<string, Breaker>, service: string): Breaker {
  const known = breakers.get(service)
  if (known !== undefined) return known
  const breaker = new Breaker({ service, now: () => performance.now() })
  breakers.set(service, breaker)
  return breaker
}

async function callOnce<Req, Res>(
  outgoing: Outgoing<Req, Res>,
  request: Req,
  carriers: Carriers | undefined,
): Promise<Res> {
  if (carriers === undefined || carriers.open === 0) return callUnary(outgoing, request)
  const { method, options, deadline } = outgoing
  const payload = method.requestSerialize(request)
  if (payload.length > maxPart) return callUnary(outgoing, request)
  return method.responseDeserialize(await carriers.call({ path: method.path, payload, options, deadline }))
}

const deadlineOf = ({ deadlineMs = Infinity }): number => Date.now() + deadlineMs

async function observed<Res>(answer: Promise<Res>, path: string, observe: ObserveCall): Promise<Res> {
  const started = performance.now()
  const tell = (code: string): void =>
    observe({ method: path.slice(1), code, seconds: (performance.now() - started) / 1000 })
  try {
    const response = await answer
    tell('OK')
    return response
  } catch (error) {
    tell(toAppError(error).code)
    throw error
  }
}

interface Attempting {
  readonly contract: MethodContract
  readonly budget: RetryBudget
  readonly deadline: number
  readonly signal: CallOptions['signal']
  readonly carriers: Carriers | undefined
}

/**
 * Retries only idempotent calls that got no answer at all: a service that answers UNAVAILABLE has made its own attempts already. What was
 * lost with an instance that died goes to another one at once and takes nothing of the budget: there it would have gone anyway.
 */
async function retry<Res>(
  { contract, budget, deadline, signal, carriers }: Attempting,
  attempt: () => Promise<Res>,
): Promise<Res> {
  for (let tried = 1; ; tried += 1) {
    try {
      const response = await attempt()
      budget.earn()
      return response
    } catch (thrown) {
      const canceled = signal?.aborted === true
      const error = fromServiceError(thrown, { service: contract.service, canceled })
      const waitMs = backoff(tried, pauses)
      const mayRetry = contract.idempotent && error.kind === 'unavailable' && !isAnswer(thrown)
      const hasTime = tried < maxAttempts && Date.now() + waitMs < deadline && !canceled
      if (!mayRetry || !hasTime) throw error
      if (tried === 1 && thrown instanceof StreamEnded && (carriers?.open ?? 0) > 0) continue
      if (!budget.spend()) throw error
      if (!(await pause(waitMs, signal))) throw canceledCall()
    }
  }
}

const canceledCall = (): AppError =>
  new AppError({ kind: 'canceled', code: 'CANCELED', detail: 'The call was cancelled.' })
