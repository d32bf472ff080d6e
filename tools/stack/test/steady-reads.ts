import { KindredError } from '@kindred/client'
import { pause } from '@kindred/kernel'

import type { ServiceName } from '../src/index.js'
import { serviceNames } from '../src/names.js'
import type { Person } from './people.js'
import { askOne } from './probes.js'

/** One read, and how it ended. */
export interface Read {
  readonly service: ServiceName
  /** The number of the gateway that was asked. */
  readonly gateway: number
  /** When it began, by performance.now(). */
  readonly at: number
  readonly ms: number
  /** `ok`, or the status and code of its problem. */
  readonly outcome: string
}

interface Reader {
  readonly person: Person
  readonly gateway: number
}

interface Pace {
  readonly perSecond: number
  readonly signal: AbortSignal
}

/** Never more at once: a load, not an attack. */
const maxAtOnce = 400

/** Asks every service in turn at a steady pace, whether the earlier reads were answered or not. */
export function readSteadily(readers: readonly Reader[], { perSecond, signal }: Pace) {
  const reads: Read[] = []
  const open = new Set<Promise<void>>()

  async function read(n: number): Promise<void> {
    const { person, gateway } = readers[Math.floor(n / serviceNames.length) % readers.length]!
    const service = serviceNames[n % serviceNames.length]!
    const at = performance.now()
    const outcome = await askOne(service, person).catch((error: unknown) =>
      error instanceof KindredError ? error.code : String(error),
    )
    reads.push({ service, gateway, at, ms: performance.now() - at, outcome })
  }

  async function run(): Promise<void> {
    const from = performance.now()
    for (let n = 0; await pause(5, signal);) {
      const due = ((performance.now() - from) / 1_000) * perSecond
      for (; n < due && open.size < maxAtOnce; n += 1) {
        const one = read(n)
        open.add(one)
        void one.finally(() => open.delete(one))
      }
    }
    await Promise.all(open)
  }

  const running = run()
  return {
    reads,
    async done(): Promise<readonly Read[]> {
      await running
      return reads
    },
  }
}
