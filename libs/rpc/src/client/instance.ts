import { Client as GrpcClient, connectivityState, status } from '@grpc/grpc-js'

import {
  type HealthCheckRequest,
  type HealthCheckResponse,
  HealthService,
} from '@kindred/contracts/grpc-health'
import { backoff, errorKinds, pause, toAppError } from '@kindred/kernel'

import { maxInFlight, maxPart } from '../carrier-limits.js'
import type { Deadlines } from '../deadlines.js'
import { isAnswer } from '../errors/from-service-error.js'
import type { CallOptions } from '../metadata.js'
import type { RpcMethod } from '../method-types.js'
import type { ChannelSecurity } from '../tls/security.js'
import { Carrier, StreamEnded } from './carrier.js'
import { channelOptions } from './channel-options.js'
import type { InstanceCondition, InstanceState } from './instance-state.js'
import { Outlier } from './outlier.js'
import { Pulse } from './pulse.js'
import { callUnary, type Outgoing } from './unary-call.js'

export interface InstanceOptions {
  /** `10.0.0.1:8081`. */
  readonly address: string
  readonly security: ChannelSecurity
  /** The service token that a stream is opened with; without it each call has a stream of its own. */
  readonly token: (() => Promise<string>) | undefined
  readonly deadlines: Deadlines
  /** Whether another instance could take its calls. */
  readonly hasSoundOther: () => boolean
}

/** A unary call, by whichever way it goes. */
export interface UnaryRequest<Req, Res> {
  readonly method: RpcMethod<Req, Res>
  readonly request: Req
  readonly options: CallOptions
  /** Unix milliseconds, Infinity for none. */
  readonly deadline: number
  readonly isRepeatable: boolean
}

const pauses = { firstMs: 50, maxMs: 1_000 }
/** A server without carriers is asked again in case it is replaced. */
const unimplementedPauseMs = 30_000
const askWithinMs = 2_000

/** One instance of a service: its connection, and the stream that carries calls to it, opened at once and again whenever it ends. */
export class Instance {
  readonly client: GrpcClient
  readonly #options: InstanceOptions
  readonly #outlier = new Outlier()
  readonly #gone = new AbortController()
  readonly #pulse = new Pulse({ ask: (isAlone) => this.#ask(isAlone), onHang: () => this.#letGo() })
  /** Ends what goes elsewhere when the instance hangs: streams, and calls with a stream of their own that may be repeated. */
  readonly #movable = new Set<() => void>()
  #carrier: Carrier
  #plain = 0
  #streams = 0

  constructor(options: InstanceOptions) {
    this.#options = options
    const { credentials, options: own } = options.security
    this.client = new GrpcClient(options.address, credentials, { ...channelOptions, ...own })
    this.#carrier = this.#newCarrier()
    this.connect()
    if (options.token !== undefined) void this.#keep(options.token)
  }

  /** Whether it takes calls by its stream. */
  get carries(): boolean {
    return this.#carrier.isOpen
  }

  get inFlight(): number {
    return this.#carrier.inFlight + this.#plain
  }

  get isFull(): boolean {
    return this.inFlight >= maxInFlight
  }

  get streams(): number {
    return this.#streams
  }

  /** See Pulse. */
  get silentTicks(): number {
    return this.#pulse.silentTicks
  }

  get condition(): InstanceCondition {
    if (this.#pulse.hangs) return 'hung'
    if (!this.#carrier.isOpen) {
      if (this.#carrier.isLeaving) return 'away'
      const state = this.client.getChannel().getConnectivityState(false)
      if (state === connectivityState.TRANSIENT_FAILURE) return 'away'
      if (state !== connectivityState.READY) return 'connecting'
    }
    if (!this.#pulse.serves) return 'not_serving'
    return this.#outlier.isOut(Date.now()) ? 'failing' : 'serving'
  }

  get state(): InstanceState {
    const { address } = this.#options
    return { address, condition: this.condition, inFlight: this.inFlight }
  }

  /** Begins to connect, unless it is. */
  connect(): void {
    this.client.getChannel().getConnectivityState(true)
  }

  /** Resolves when it is connected; rejects after so long. */
  connected(withinMs: number): Promise<void> {
    return new Promise((resolve, reject) =>
      this.client.waitForReady(Date.now() + withinMs, (error) => (error ? reject(error) : resolve())),
    )
  }

  /** One attempt; rejects as grpc-js does. */
  async call<Req, Res>(asked: UnaryRequest<Req, Res>): Promise<Res> {
    try {
      const answer = await (this.#carrier.isOpen ? this.#carry(asked) : this.#callPlainly(asked))
      this.#outlier.note(false, Date.now())
      return answer
    } catch (error) {
      const { code } = error as { code?: unknown }
      if (code !== status.CANCELLED) this.#outlier.note(failures.has(code), Date.now())
      if (isAnswer(error)) this.#pulse.beat()
      throw error
    }
  }

  /** Counts a stream; `move` ends it when the instance hangs. The result must be called at its end. */
  follow(move: () => void): () => void {
    this.#streams += 1
    this.#movable.add(move)
    return () => {
      if (this.#movable.delete(move)) this.#streams -= 1
    }
  }

  /** See Pulse. */
  tick(hasOthers: boolean): void {
    const isWaitedFor = this.inFlight > 0
    this.#pulse.tick({ isWaitedFor, hasOthers })
  }

  /** All is well, and nobody waits for an answer. */
  get isAtRest(): boolean {
    return this.inFlight === 0 && this.#pulse.isAtRest
  }

  /** Nobody has ticked for so long. */
  rested(ticks: number): void {
    this.#pulse.rested(ticks)
  }

  /** Takes no more calls, lets the running ones finish and ends the stream. */
  leave(): void {
    this.#gone.abort()
    this.#carrier.finish()
    if (this.#options.token === undefined) this.client.close()
  }

  async #carry<Req, Res>(asked: UnaryRequest<Req, Res>): Promise<Res> {
    const { method, request, options, deadline, isRepeatable } = asked
    const payload = method.requestSerialize(request)
    if (payload.length > maxPart) return this.#callPlainly(asked)
    const { path } = method
    return method.responseDeserialize(
      await this.#carrier.call({ path, payload, options, deadline, isRepeatable }),
    )
  }

  async #callPlainly<Req, Res>(asked: UnaryRequest<Req, Res>): Promise<Res> {
    const { request, isRepeatable } = asked
    let cancel = (): void => undefined
    const fate = { isLetGo: false }
    const letGo = (): void => {
      fate.isLetGo = true
      cancel()
    }
    this.#plain += 1
    if (isRepeatable) this.#movable.add(letGo)
    try {
      const answer = await callUnary(this.#outgoing(asked), request, (stop) => (cancel = stop))
      this.#pulse.beat()
      return answer
    } catch (error) {
      throw fate.isLetGo ? new StreamEnded() : error
    } finally {
      this.#plain -= 1
      this.#movable.delete(letGo)
    }
  }

  #outgoing<Req, Res>({ method, options, deadline }: UnaryRequest<Req, Res>): Outgoing<Req, Res> {
    return { client: this.client, method, options, deadline }
  }

  async #ask(isAlone: boolean): Promise<boolean> {
    const { client } = this
    const deadline = Date.now() + askWithinMs
    const method: RpcMethod<HealthCheckRequest, HealthCheckResponse> = HealthService.check
    try {
      // A service that nobody has heard of costs no look at the database.
      const service = isAlone ? 'alive' : ''
      const { status: said } = await callUnary({ client, method, options: {}, deadline }, { service })
      return said === 'SERVING'
    } catch (error) {
      // A server without health checks answers too.
      if (failures.has((error as { code?: unknown }).code)) throw error
      return true
    }
  }

  /** What may go elsewhere does not wait for an instance that hangs. */
  #letGo(): void {
    if (!this.#options.hasSoundOther()) return
    this.#carrier.letGo()
    for (const move of [...this.#movable]) move()
  }

  #newCarrier(): Carrier {
    return new Carrier(this.#options.deadlines, () => this.#pulse.beat())
  }

  async #keep(token: () => Promise<string>): Promise<void> {
    const { client } = this
    for (let failures = 1, waitMs = 0; await pause(waitMs, this.#gone.signal); failures += 1) {
      this.#carrier = this.#newCarrier()
      const ended = await this.#carrier.run({ client, token }).catch(toAppError)
      if (ended === undefined) failures = 0
      waitMs = ended?.kind === 'unimplemented' ? unimplementedPauseMs : backoff(failures, pauses)
    }
    client.close()
  }
}

/** What says that the instance did not do its work, whatever was asked. */
const failures: ReadonlySet<unknown> = new Set([
  errorKinds.unavailable.grpc,
  errorKinds.deadline.grpc,
  errorKinds.internal.grpc,
  status.UNKNOWN,
])
