import {
  type CarriedAnswer,
  type CarriedCall,
  CarrierServiceService,
  type CarryRequest,
  type CarryResponse,
} from '@kindred/contracts/rpc'
import { AppError, errorKinds, onAbort, toAppError } from '@kindred/kernel'

import { maxInFlight, maxTokens } from '../carrier-limits.js'
import { loadContract } from '../contract/contract.js'
import { createDeadlines, type Deadlines } from '../deadlines.js'
import { detailsKey, type RpcStatus } from '../errors/details.js'
import { readRequestId } from '../metadata.js'
import type { RpcMethod } from '../method-types.js'
import { AnswerQueue } from './answer-queue.js'
import type { Call, Incoming } from './call.js'
import { type ConductDeps, conductor } from './conduct.js'
import type { BoundMethod, Implementation } from './handlers.js'
import { readRequest } from './messages.js'
import { Over } from './over.js'

/** One unary RPC, ready to be called over a carrier: resolves with its answer. */
type Carried = (incoming: Incoming, call: CarriedCall) => Promise<CarriedAnswer>

/** The RPC that carries the unary calls of all these methods. */
export function implementCarrier(methods: readonly BoundMethod[], deps: ConductDeps): Implementation {
  const unary = methods.filter(({ method }) => !method.requestStream && !method.responseStream)
  const carried = new Map(unary.map((bound) => [bound.method.path, carry(bound, deps)]))
  const deadlines = createDeadlines()
  const handle = (requests: unknown, call: Call): AsyncIterable<CarryResponse> => {
    const names = call.certified()
    const certified = (): readonly string[] => names
    return new CarriedStream({ carried, deadlines, draining: deps.draining, certified }, call.signal).answer(
      requests as AsyncIterable<CarryRequest>,
    )
  }
  const method = CarrierServiceService.carry as RpcMethod
  return { methods: [{ method, handle: handle as BoundMethod['handle'], carries: true }] }
}

function carry(bound: BoundMethod, deps: ConductDeps): Carried {
  const { method } = bound
  const contract = loadContract().method(method.path)
  const conduct = conductor(contract, deps)
  return async (incoming, { id, payload }) => {
    let answer: CarriedAnswer | undefined
    await conduct(incoming, {
      async answer(call) {
        const response = await bound.handle(readRequest(method, contract, payload), call)
        answer = answerOf(id, 0, method.responseSerialize(response))
      },
      fail: (status) => void (answer = failure(id, status)),
    })
    return answer ?? answerOf(id, errorKinds.internal.grpc)
  }
}

const none = Buffer.alloc(0)

/** Written out: a spread for each call costs more than the rest of this. */
const answerOf = (id: number, code: number, payload: Buffer = none): CarriedAnswer => ({
  id,
  payload,
  hasMore: false,
  code,
  detail: '',
  status: none,
})

function failure(id: number, { code, details, metadata }: RpcStatus): CarriedAnswer {
  const status = metadata.get(detailsKey)[0] as Buffer
  return { ...answerOf(id, code), detail: details, status }
}

interface StreamScope {
  readonly carried: ReadonlyMap<string, Carried>
  readonly deadlines: Deadlines
  /** Aborted when the server begins to stop. */
  readonly draining: AbortSignal
  readonly certified: Incoming['certified']
}

/** The calls of one stream. */
class CarriedStream {
  readonly #scope: StreamScope
  readonly #over: AbortSignal
  readonly #queue = new AnswerQueue(() => this.#running.size === 0)
  readonly #running = new Map<number, Over>()
  readonly #tokens: (string | undefined)[] = []
  #closed = false
  #failure: AppError | undefined

  constructor(scope: StreamScope, over: AbortSignal) {
    this.#scope = scope
    this.#over = over
  }

  async *answer(requests: AsyncIterable<CarryRequest>): AsyncGenerator<CarryResponse> {
    const forget = onAbort(this.#scope.draining, () => this.#drain())
    try {
      yield { answers: [], draining: false }
      void this.#read(requests)
      for (;;) {
        const message = await this.#queue.take(this.#over)
        if (this.#failure !== undefined) throw this.#failure
        if (message === undefined) return
        yield message
      }
    } finally {
      forget()
      for (const over of this.#running.values()) over.abort()
    }
  }

  async #read(requests: AsyncIterable<CarryRequest>): Promise<void> {
    try {
      for await (const { calls, canceledIds } of requests) {
        for (const call of calls) this.#begin(call)
        for (const id of canceledIds) this.#running.get(id)?.abort()
      }
    } catch (error) {
      this.#failure = toAppError(error)
    }
    this.#closed = true
    this.#endIfDone()
  }

  #drain(): void {
    this.#queue.drain()
    this.#closed = true
    this.#endIfDone()
  }

  #endIfDone(): void {
    if (this.#failure !== undefined || (this.#closed && this.#running.size === 0)) this.#queue.end()
  }

  #begin(call: CarriedCall): void {
    const { id, path } = call
    const bearer = this.#tokenOf(call)
    if (id === 0 || this.#running.has(id)) throw misused(`The id ${id} is not free.`)
    const carried = this.#scope.carried.get(path)
    if (this.#closed) return this.#refuse(id, errorKinds.unavailable.grpc)
    if (carried === undefined) return this.#refuse(id, errorKinds.unimplemented.grpc)
    if (this.#running.size >= maxInFlight) return this.#refuse(id, errorKinds.rateLimited.grpc)
    void this.#run(call, carried, bearer)
  }

  async #run(call: CarriedCall, carried: Carried, bearer: string | undefined): Promise<void> {
    const over = new Over()
    this.#running.set(call.id, over)
    const at = call.deadlineMs === 0 ? Infinity : Date.now() + call.deadlineMs
    const deadline = this.#scope.deadlines.add(at, () => over.abort())
    const answer = await carried(
      incomingOf(call, { bearer, deadline: at, over, certified: this.#scope.certified }),
      call,
    )
    deadline.clear()
    this.#running.delete(call.id)
    this.#queue.put(answer)
    this.#endIfDone()
  }

  #refuse(id: number, code: number): void {
    this.#queue.put(answerOf(id, code))
  }

  #tokenOf({ tokenNumber, token }: CarriedCall): string | undefined {
    if (tokenNumber === 0) return undefined
    if (tokenNumber > maxTokens) throw misused(`The token number ${tokenNumber} is above ${maxTokens}.`)
    if (token !== '') this.#tokens[tokenNumber] = token
    const known = this.#tokens[tokenNumber]
    if (known === undefined) throw misused(`The token number ${tokenNumber} stands for nothing yet.`)
    return known
  }
}

function incomingOf(
  call: CarriedCall,
  { bearer, ...known }: { bearer: string | undefined } & Omit<Incoming, 'metadata' | 'header'>,
): Incoming {
  const { requestId, traceparent, idempotencyKey, headers } = call
  return {
    metadata: {
      bearer,
      requestId: readRequestId(requestId),
      traceparent: traceparent === '' ? undefined : traceparent,
      idempotencyKey: idempotencyKey === '' ? undefined : idempotencyKey,
    },
    header: (name) => (Object.hasOwn(headers, name) ? headers[name] : undefined),
    ...known,
  }
}

const misused = (detail: string): AppError =>
  new AppError({ kind: 'invalid', code: 'CARRIER_MISUSED', detail })
