import { ADDRCONFIG, lookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { promisify } from 'node:util'

import { pause } from '@kindred/kernel'

/** Where names lead. */
export interface Addresses {
  /** Every address of a name; rejects as node:dns does where it has never led anywhere. */
  of(host: string): Promise<readonly LookupAddress[]>
  /** For a socket's `lookup`. */
  readonly lookup: LookupFunction
}

interface AddressesOptions {
  /** Asks the system. */
  readonly ask: (host: string) => Promise<readonly LookupAddress[]>
  readonly patienceMs: number
}

/** Each look-up holds one of four threads, which signatures, files and compression need too. */
const maxAtOnce = 2

/**
 * A name server may be silent for seconds while containers come and go. Whoever asks for a name that was known waits a moment and takes what it was last; the
 * answer counts when it comes. Never more than two names are looked up at once, and each once.
 */
export function createAddresses({ ask, patienceMs }: AddressesOptions): Addresses {
  const known = new Map<string, readonly LookupAddress[]>()
  const asked = new Map<string, Promise<readonly LookupAddress[]>>()
  const inTurn = createTurns(maxAtOnce)

  async function learn(host: string): Promise<readonly LookupAddress[]> {
    try {
      const found = await inTurn(() => ask(host))
      known.set(host, found)
      return found
    } catch (error) {
      // The name is gone; a name server that fails says otherwise.
      if ((error as NodeJS.ErrnoException).code === 'ENOTFOUND') known.delete(host)
      throw error
    } finally {
      asked.delete(host)
    }
  }

  async function of(host: string): Promise<readonly LookupAddress[]> {
    const learning = asked.get(host) ?? learn(host)
    asked.set(host, learning)
    const last = known.get(host)
    if (last === undefined) return learning
    const late = new AbortController()
    const patience = pause(patienceMs, late.signal).then(() => last)
    try {
      return await Promise.race([learning, patience])
    } catch (error) {
      if (known.has(host)) return last
      throw error
    } finally {
      late.abort()
    }
  }

  return { of, lookup: lookupBy(of) }
}

/** Lets so many run at once; the others wait in the order in which they came. */
function createTurns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    // Whoever ends hands its turn on.
    if (running === atOnce) await new Promise<void>((resolve) => void waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

/** As a socket asks: for one address or for all, of one family or of both. */
const lookupBy =
  (of: Addresses['of']): LookupFunction =>
  (host, { all, family }, done) => {
    of(host).then(
      (found) => {
        const fit = found.filter((one) => (family !== 4 && family !== 6 ? true : one.family === family))
        const [first] = fit
        if (first === undefined)
          done(Object.assign(new Error(`no address of ${host}`), { code: 'ENOTFOUND' }), [])
        else if (all === true) done(null, [...fit])
        else done(null, first.address, first.family)
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, []),
    )
  }

const askSystem = promisify(lookup)

/** Where names lead, for this process. */
export const addresses = createAddresses({ ask: (host) => askSystem(host, { all: true }), patienceMs: 250 })

/** Only what this machine can reach: no IPv6 where it has none, as sockets ask for by themselves. */
export const reachable = createAddresses({
  ask: (host) => askSystem(host, { all: true, hints: ADDRCONFIG }),
  patienceMs: 250,
})
