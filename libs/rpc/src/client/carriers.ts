import { AppError, backoff, pause, toAppError } from '@kindred/kernel'

import { createDeadlines } from '../deadlines.js'
import { Carrier } from './carrier.js'
import { createGrpcTransport } from './grpc-transport.js'
import { listInstances } from './instances.js'
import { Outlier } from './outlier.js'
import type { Carriers } from './transport.js'

export interface CarriersOptions {
  readonly address: string
  /** The service token that a stream is opened with. */
  readonly token: () => Promise<string>
}

interface Instance {
  /** The stream that is open, or the last one. */
  carrier: Carrier
  readonly outlier: Outlier
  readonly gone: AbortController
}

const lookAgainMs = 2_000
const pauses = { firstMs: 50, maxMs: 1_000 }
/** An instance of before carriers answers UNIMPLEMENTED; it is asked again in case it was replaced. */
const unimplementedPauseMs = 30_000

/** Opens the streams when it is first asked whether they are open, and again whenever they end. */
export function createCarriers({ address, token }: CarriersOptions): Carriers {
  const deadlines = createDeadlines()
  const instances = new Map<string, Instance>()
  const closed = new AbortController()
  let started = false
  let turn = 0

  async function follow(): Promise<void> {
    do {
      const found = new Set(await listInstances(address))
      for (const name of found) if (!instances.has(name)) void keep(name)
      // A name that cannot be looked up just now has not lost its instances.
      if (found.size > 0) for (const [name, { gone }] of instances) if (!found.has(name)) gone.abort()
    } while (await pause(lookAgainMs, closed.signal))
  }

  async function keep(name: string): Promise<void> {
    const instance: Instance = {
      carrier: new Carrier(deadlines),
      outlier: new Outlier(),
      gone: new AbortController(),
    }
    instances.set(name, instance)
    const transport = createGrpcTransport({ address: name })
    for (let failures = 1, waitMs = 0; await pause(waitMs, instance.gone.signal); failures += 1) {
      instance.carrier = new Carrier(deadlines)
      const ended = await instance.carrier.run({ transport, token }).catch(toAppError)
      if (ended === undefined) failures = 0
      waitMs = ended?.kind === 'unimplemented' ? unimplementedPauseMs : backoff(failures, pauses)
    }
    instances.delete(name)
    transport.close()
  }

  /** The instance to call; of equals the one whose turn it is. */
  function choose(): Instance {
    const now = Date.now()
    const open = [...instances.values()].filter(({ carrier }) => carrier.isOpen)
    const sound = open.filter(({ outlier }) => !outlier.isOut(now))
    const choice = sound.length > 0 ? sound : open
    turn += 1
    return choice
      .map((_, index) => choice[(index + turn) % choice.length]!)
      .reduce((best, one) => (one.carrier.inFlight < best.carrier.inFlight ? one : best))
  }

  return {
    get areOpen() {
      if (!started) {
        started = true
        void follow()
      }
      for (const { carrier } of instances.values()) if (carrier.isOpen) return true
      return false
    },
    async call(request) {
      const { carrier, outlier } = choose()
      if (carrier.isFull) throw overloaded()
      try {
        const answer = await carrier.call(request)
        outlier.note(false, Date.now())
        return answer
      } catch (error) {
        outlier.note(true, Date.now())
        throw error
      }
    },
    close() {
      closed.abort()
      for (const { gone, carrier } of instances.values()) {
        gone.abort()
        carrier.finish()
      }
    },
  }
}

const overloaded = (): AppError =>
  new AppError({
    kind: 'unavailable',
    code: 'SERVICE_OVERLOADED',
    detail: 'The server is overloaded. Try again in a moment.',
    retryAfter: 1,
  })
