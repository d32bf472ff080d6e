import { pause } from '@kindred/kernel'

import { createDeadlines } from '../deadlines.js'
import { overloaded } from '../load/overloaded.js'
import { Instance, type InstanceOptions } from './instance.js'
import { listInstances } from './instances.js'
import type { Carriers } from './transport.js'

const lookAgainMs = 2_000

/** Opens the streams when it is first asked how many are open, and again whenever they end. */
export function createCarriers(options: Omit<InstanceOptions, 'deadlines'>): Carriers {
  const { address, ...shared } = options
  const deadlines = createDeadlines()
  const instances = new Map<string, Instance>()
  let all: readonly Instance[] = []
  const closed = new AbortController()
  let started = false
  let turn = 0

  function keep(found: ReadonlySet<string>): void {
    for (const name of found)
      if (!instances.has(name)) instances.set(name, new Instance({ address: name, ...shared, deadlines }))
    for (const [name, instance] of instances) {
      if (found.has(name)) continue
      instance.leave()
      instances.delete(name)
    }
    all = [...instances.values()]
  }

  async function follow(): Promise<void> {
    do {
      const found = await listInstances(address)
      // A name that cannot be looked up just now has not lost its instances.
      if (found.length > 0 && !closed.signal.aborted) keep(new Set(found))
    } while (await pause(lookAgainMs, closed.signal))
  }

  return {
    get open() {
      if (!started) void follow()
      started = true
      let open = 0
      for (const { isOpen } of all) if (isOpen) open += 1
      return open
    },
    call: (request) => choose(all, (turn += 1)).call(request),
    close() {
      closed.abort()
      keep(new Set())
    },
  }
}

/**
 * The open instance that is at the fewest calls, of sound ones if there are any; of equals the one whose turn it is. Throws OVERLOADED when
 * it is full. Asked for every call, so it makes no lists.
 */
function choose(all: readonly Instance[], turn: number): Instance {
  let best: Instance | undefined
  for (let at = 0; at < all.length; at += 1) {
    const one = all[(at + turn) % all.length]!
    if (one.isOpen && (best === undefined || isBetter(one, best))) best = one
  }
  if (best === undefined || best.isFull) throw overloaded()
  return best
}

const isBetter = (one: Instance, than: Instance): boolean =>
  one.isOut === than.isOut ? one.inFlight < than.inFlight : than.isOut
