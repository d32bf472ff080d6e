import { performance } from 'node:perf_hooks'

import { AppError, backoff, pause, toAppError } from '@kindred/kernel'

import { loadContract, type MethodContract } from '../contract/contract.js'
import { fromServiceError, isAnswer } from '../errors/from-service-error.js'
import type { CallOptions } from '../metadata.js'
import type { RpcMethod } from '../method-types.js'
import type { ObserveCall } from '../observe.js'
import { ended, spanOfCall, tracedBy } from '../spans.js'
import type { ChannelSecurity } from '../tls/security.js'
import { Breaker, type BreakerOptions } from './breaker.js'
import { StreamEnded } from './carrier.js'
import type { Instance } from './instance.js'
import type { InstanceState } from './instance-state.js'
import { Pool } from './pool.js'
import { createRetryBudget, type RetryBudget, type RetryBudgetOptions } from './retry-budget.js'
import { callClientStream, callDuplex, callServerStream } from './streaming-calls.js'
import type { Transport } from './transport.js'
import type { Outgoing } from './unary-call.js'

export interface GrpcTransportOptions {
  /** `host:port`, `dns:///name:port` or a list of addresses between commas; each call goes to the instance that is at the fewest. */
  readonly address: string
  readonly retryBudget?: RetryBudgetOptions
  /** Called once for each unary call, which includes its retries. */
  readonly observe?: ObserveCall | undefined
  /** The service token for the streams that carry unary calls together; without it, and while none is open, each call has a stream of its own. */
  readonly token?: (() => Promise<string>) | undefined
  /** Plaintext without it. */
  readonly security?: ChannelSecurity | undefined
  /** Multiplies the deadlines of calls that name none; 1 unless given. */
  readonly deadlineScale?: number | undefined
}

/** A transport that knows the instances it calls. */
export interface GrpcTransport extends Transport {
  /** How many instances take calls by the stream that carries them together. */
  readonly carrying: number
  /** Every instance; none before the first look-up. */
  readonly instances: readonly InstanceState[]
  /** Calls fail at once, because the service does not answer. */
  readonly isCut: boolean
}

const maxAttempts = 3
const pauses = { firstMs: 60, maxMs: 1_000 }
const unaryDeadlineMs = 2_000
const uploadDeadlineMs = 30_000
/** Longer than calls wait usually: whoever comes now has nothing to wait for. */
const silentMs = 2_500

/**
 * Calls over grpc-js: the instance that is at the fewest calls, none that hangs or fails while others do not, retries of idempotent calls
 * within a budget. Unary calls share a stream to their instance where there is one; streams and large requests go by themselves.
 */
export function createGrpcTransport(options: GrpcTransportOptions): GrpcTransport {
  const { retryBudget, observe, deadlineScale = 1 } = options
  const pool = new Pool(options)
  const budget = createRetryBudget(retryBudget)
  const breakers = new Breakers({
    now: () => performance.now(),
    isSilent: () => pool.silentMs > silentMs * deadlineScale,
    serves: () => pool.serves,
  })
  const stream = <Res>(
    { path }: Pick<RpcMethod, 'path'>,
    open: (instance: Instance) => AsyncIterable<Res>,
  ): AsyncIterable<Res> => {
    const { service } = loadContract().method(path)
    return { [Symbol.asyncIterator]: () => streamOf(pool, service, open) }
  }
  return {
    unary(method, request, given) {
      const contract = loadContract().method(method.path)
      const span = spanOfCall(contract, given)
      const options = tracedBy(span, given)
      const usualMs = (contract.policy.deadlineSeconds * 1000 || unaryDeadlineMs) * deadlineScale
      const deadline = Date.now() + (options.deadlineMs ?? usualMs)
      const isRepeatable = contract.idempotent
      const attempts = () =>
        retry({ contract, budget, deadline, signal: options.signal, pool }, async () => {
          const instance = pool.isKnown ? pool.forCall() : await pool.known().then(() => pool.forCall())
          return instance.call({ method, request, options, deadline, isRepeatable })
        })
      const answer = breakers.of(contract.service).guard(attempts, () => pool.alive)
      return ended(span, observe === undefined ? answer : observed(answer, method.path, observe))
    },
    async clientStream(method, requests, options) {
      const { service } = loadContract().method(method.path)
      const deadline = Date.now() + (options.deadlineMs ?? uploadDeadlineMs)
      try {
        const { client } = await pool.forStream()
        return await callClientStream({ client, method, options, deadline }, requests)
      } catch (thrown) {
        throw fromServiceError(thrown, { service, canceled: options.signal?.aborted === true })
      }
    },
    serverStream: (method, request, options) =>
      stream(method, (instance) => callServerStream(outgoing(instance, method, options), request)),
    duplex: (method, requests, options) =>
      stream(method, (instance) => callDuplex(outgoing(instance, method, options), requests)),
    get carrying() {
      return pool.carrying
    },
    get instances() {
      return pool.states
    },
    get isCut() {
      return breakers.isOpen
    },
    close: () => pool.close(),
  }
}

/** One address may serve more than one service. */
class Breakers {
  readonly #breakers = new Map<string, Breaker>()
  readonly #options: Omit<BreakerOptions, 'service'>

  constructor(options: Omit<BreakerOptions, 'service'>) {
    this.#options = options
  }

  get isOpen(): boolean {
    return [...this.#breakers.values()].some(({ isOpen }) => isOpen)
  }

  of(service: string): Breaker {
    const known = this.#breakers.get(service)
    if (known !== undefined) return known
    const breaker = new Breaker({ ...this.#options, service })
    this.#breakers.set(service, breaker)
    return breaker
  }
}

/** The instance is chosen when the stream opens. */
function streamOf<Res>(
  pool: Pool,
  service: string,
  open: (instance: Instance) => AsyncIterable<Res>,
): AsyncIterator<Res, undefined> {
  const opened = pool.forStream().then(
    (instance) => open(instance)[Symbol.asyncIterator](),
    (thrown: unknown) => Promise.reject(fromServiceError(thrown, { service, canceled: false })),
  )
  opened.catch(() => undefined)
  return {
    next: async () => (await opened).next(),
    return: async () => {
      await (await opened).return?.()
      return { done: true, value: undefined }
    },
  }
}

const outgoing = <Req, Res>(
  instance: Instance,
  method: RpcMethod<Req, Res>,
  options: CallOptions,
): Outgoing<Req, Res> => ({
  client: instance.client,
  method,
  options,
  deadline: deadlineOf(options),
  follow: (cut) => instance.follow(cut),
})

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
  readonly pool: Pool
}

/**
 * Retries only idempotent calls that got no answer at all: a service that answers UNAVAILABLE has made its own attempts already. What was
 * lost with an instance that died goes to another one at once and takes nothing of the budget: there it would have gone anyway.
 */
async function retry<Res>(
  { contract, budget, deadline, signal, pool }: Attempting,
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
      if (tried === 1 && thrown instanceof StreamEnded && pool.alive > 0) continue
      if (!budget.spend()) throw error
      if (!(await pause(waitMs, signal))) throw canceledCall()
    }
  }
}

const canceledCall = (): AppError =>
  new AppError({ kind: 'canceled', code: 'CANCELED', detail: 'The call was cancelled.' })
