import { backoff, pause, toAppError } from '@kindred/kernel'

import type { Deadlines } from '../deadlines.js'
import type { ChannelSecurity } from '../tls/security.js'
import { Carrier } from './carrier.js'
import { createGrpcTransport } from './grpc-transport.js'
import { Outlier } from './outlier.js'
import type { CarriedRequest } from './transport.js'

export interface InstanceOptions {
  /** `10.0.0.1:8081`. */
  readonly address: string
  /** The service token that a stream is opened with. */
  readonly token: () => Promise<string>
  /** Plaintext unless given. */
  readonly security?: ChannelSecurity | undefined
  readonly deadlines: Deadlines
}

const pauses = { firstMs: 50, maxMs: 1_000 }
/** A server without carriers is asked again in case it is replaced. */
const unimplementedPauseMs = 30_000

/** One instance of a service, with the stream that carries calls to it: opened at once, and again whenever it ends. */
export class Instance {
  readonly #options: InstanceOptions
  readonly #outlier = new Outlier()
  readonly #gone = new AbortController()
  #carrier: Carrier

  constructor(options: InstanceOptions) {
    this.#options = options
    this.#carrier = new Carrier(options.deadlines)
    void this.#keep()
  }

  /** Whether it takes calls by its stream. */
  get isOpen(): boolean {
    return this.#carrier.isOpen
  }

  get isFull(): boolean {
    return this.#carrier.isFull
  }

  get inFlight(): number {
    return this.#carrier.inFlight
  }

  /** Whether it has failed nearly every call of late. */
  get isOut(): boolean {
    return this.#outlier.isOut(Date.now())
  }

  async call(request: CarriedRequest): Promise<Buffer> {
    let failed = true
    try {
      const answer = await this.#carrier.call(request)
      failed = false
      return answer
    } finally {
      this.#outlier.note(failed, Date.now())
    }
  }

  /** Takes no more calls, lets the running ones finish and ends the stream. */
  leave(): void {
    this.#gone.abort()
    this.#carrier.finish()
  }

  async #keep(): Promise<void> {
    const { address, token, security, deadlines } = this.#options
    const transport = createGrpcTransport({ address, security })
    for (let failures = 1, waitMs = 0; await pause(waitMs, this.#gone.signal); failures += 1) {
      this.#carrier = new Carrier(deadlines)
      const ended = await this.#carrier.run({ transport, token }).catch(toAppError)
      if (ended === undefined) failures = 0
      waitMs = ended?.kind === 'unimplemented' ? unimplementedPauseMs : backoff(failures, pauses)
    }
    transport.close()
  }
}
