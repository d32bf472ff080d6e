import { type Client as GrpcClient, Metadata, type ServiceError } from '@grpc/grpc-js'

import {
  type CarriedAnswer,
  CarrierServiceService,
  type CarryRequest,
  type CarryResponse,
} from '@kindred/contracts/rpc'
import { errorKinds, onAbort } from '@kindred/kernel'

import type { Deadline, Deadlines } from '../deadlines.js'
import { detailsKey } from '../errors/details.js'
import { traceTold } from '../metadata.js'
import { CallQueue } from './call-queue.js'
import { callDuplex } from './streaming-calls.js'
import { TokenNumbers } from './token-numbers.js'
import type { CarriedRequest } from './transport.js'

interface Waiting {
  readonly parts: Uint8Array[]
  size: number
  readonly deadline: Deadline
  readonly isRepeatable: boolean
  readonly forget: () => void
  readonly resolve: (payload: Buffer) => void
  readonly reject: (error: Error) => void
}

interface StreamOptions {
  readonly client: GrpcClient
  readonly token: () => Promise<string>
}

/** What an answer may hold in all, as with a plain call. */
const maxAnswer = 4 * 1024 * 1024

/** The calls of one stream to one instance, from its opening until it ends. */
export class Carrier {
  readonly #queue = new CallQueue(() => this.#waiting.size <= 1)
  readonly #tokens = new TokenNumbers()
  readonly #waiting = new Map<number, Waiting>()
  readonly #deadlines: Deadlines
  readonly #onMessage: () => void
  readonly #over = new AbortController()
  #isOpen = false
  #isDraining = false
  #isFinishing = false
  #lastId = 0

  /** `onMessage` hears of each message that comes. */
  constructor(deadlines: Deadlines, onMessage: () => void) {
    this.#deadlines = deadlines
    this.#onMessage = onMessage
  }

  /** Whether it takes calls. */
  get isOpen(): boolean {
    return this.#isOpen && !this.#isDraining && !this.#isFinishing
  }

  /** Its server is about to stop. */
  get isLeaving(): boolean {
    return this.#isDraining
  }

  get inFlight(): number {
    return this.#waiting.size
  }

  /** Resolves when the stream has ended; rejects with the error that ended it. */
  async run({ client, token }: StreamOptions): Promise<void> {
    const { signal } = this.#over
    try {
      const options = { token: await token(), signal }
      const messages = this.#queue.messages(signal)
      const outgoing = { client, method: CarrierServiceService.carry, options, deadline: Infinity }
      for await (const message of callDuplex<CarryRequest, CarryResponse>(outgoing, messages))
        this.#take(message)
    } finally {
      this.#cut()
    }
  }

  /** Takes no more calls, and ends the stream when the running ones are over. */
  finish(): void {
    this.#isFinishing = true
    this.#endIfDone()
  }

  /** Resolves with the encoded answer; rejects as grpc-js does. */
  call({ path, payload, options, deadline, isRepeatable }: CarriedRequest): Promise<Buffer> {
    const id = (this.#lastId = (this.#lastId % maxId) + 1)
    return new Promise((resolve, reject) => {
      const { requestId = '', idempotencyKey = '', headers = {}, signal } = options
      const traceparent = traceTold(options) ?? ''
      const deadlineMs = deadline === Infinity ? 0 : Math.max(1, Math.ceil(deadline - Date.now()))
      const named = this.#tokens.name(options.token)
      this.#queue.put({
        id,
        path,
        deadlineMs,
        ...named,
        requestId,
        traceparent,
        idempotencyKey,
        headers,
        payload,
      })
      const drop = (code: number, detail: string): void => {
        this.#takeOut(id)
        this.#queue.cancel(id)
        reject(statusError(code, detail))
      }
      const late = this.#deadlines.add(deadline, () =>
        drop(errorKinds.deadline.grpc, 'the deadline has passed'),
      )
      const forget = onAbort(signal, () => drop(errorKinds.canceled.grpc, 'the caller went away'))
      if (signal?.aborted === true) return late.clear()
      this.#waiting.set(id, { parts: [], size: 0, deadline: late, isRepeatable, forget, resolve, reject })
    })
  }

  /** Fails the calls that may be made again elsewhere; the others wait on. */
  letGo(): void {
    for (const [id, { isRepeatable, reject }] of [...this.#waiting]) {
      if (!isRepeatable) continue
      this.#takeOut(id)
      this.#queue.cancel(id)
      reject(new StreamEnded())
    }
  }

  #take({ answers, draining }: CarryResponse): void {
    this.#isOpen = true
    this.#onMessage()
    if (draining) this.#isDraining = true
    for (const answer of answers) this.#settle(answer)
  }

  #settle(answer: CarriedAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    if (waiting === undefined) return
    if (answer.code !== 0) {
      this.#takeOut(answer.id)
      return waiting.reject(errorOf(answer))
    }
    waiting.parts.push(answer.payload)
    waiting.size += answer.payload.length
    if (waiting.size > maxAnswer) {
      this.#takeOut(answer.id)
      this.#queue.cancel(answer.id)
      return waiting.reject(statusError(errorKinds.rateLimited.grpc, 'the answer is too large'))
    }
    if (answer.hasMore) return
    this.#takeOut(answer.id)
    waiting.resolve(waiting.parts.length === 1 ? (waiting.parts[0] as Buffer) : Buffer.concat(waiting.parts))
  }

  #takeOut(id: number): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    waiting?.deadline.clear()
    waiting?.forget()
    this.#endIfDone()
  }

  /** A stream that the server drains is ended by the server. */
  #endIfDone(): void {
    if (this.#isFinishing && this.#waiting.size === 0) this.#over.abort()
  }

  /** Fails all calls: the stream is over. */
  #cut(): void {
    this.#isOpen = false
    this.#over.abort()
    for (const [id, { reject }] of [...this.#waiting]) {
      this.#takeOut(id)
      reject(new StreamEnded())
    }
  }
}

/** A call was lost with its stream, or let go: nothing is known of it, and others may be open. */
export class StreamEnded extends Error implements ServiceError {
  readonly code = errorKinds.unavailable.grpc
  readonly details = 'the stream has ended'
  readonly metadata = new Metadata()
}

const maxId = 0xffff_ffff

/** RESOURCE_EXHAUSTED without details is an instance that carries too much, not a message above a size limit. */
function errorOf({ code, detail, status }: CarriedAnswer): ServiceError {
  const isBare = status.length === 0
  const known = isBare && code === errorKinds.rateLimited.grpc ? errorKinds.unavailable.grpc : code
  const error = statusError(known, detail)
  if (!isBare) error.metadata.set(detailsKey, status)
  return error
}

const statusError = (code: number, details: string): ServiceError =>
  Object.assign(new Error(`${code}: ${details}`), { code, details, metadata: new Metadata() })

/** There is no instance at all. */
export const unreachable = (): ServiceError =>
  statusError(errorKinds.unavailable.grpc, 'the name of the service leads nowhere')
