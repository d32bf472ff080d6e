import { pause } from '@kindred/kernel'

import { createDeadlines } from '../deadlines.js'
import { overloaded } from '../load/overloaded.js'
import { type ChannelSecurity, plaintext } from '../tls/security.js'
import { unreachable } from './carrier.js'
import { Instance } from './instance.js'
import type { InstanceCondition, InstanceState } from './instance-state.js'
import { listInstances } from './instances.js'

interface PoolOptions {
  /** `host:port`, `dns:///name:port` or a list of addresses between commas. */
  readonly address: string
  /** See InstanceOptions. */
  readonly token?: (() => Promise<string>) | undefined
  readonly security?: ChannelSecurity | undefined
}

const lookAgainMs = 2_000
const lookSoonerMs = 250
const firstConnectionMs = 1_000
const tickMs = 100
/** How long nobody ticks while all is well and nothing is waited for; then each instance is asked. */
const restMs = 2_000

/** What gets calls first. */
const order: Readonly<Record<InstanceCondition, number>> = {
  serving: 0,
  failing: 1,
  not_serving: 2,
  connecting: 3,
  hung: 4,
  away: 5,
}

/** The instances of a service: looked up and connected to at the first call, and looked up again all the time. */
export class Pool {
  readonly #options: PoolOptions
  readonly #deadlines = createDeadlines()
  readonly #instances = new Map<string, Instance>()
  readonly #closed = new AbortController()
  #all: readonly Instance[] = []
  #known: Promise<void> | undefined
  #isKnown = false
  #ticking: NodeJS.Timeout | undefined
  #rest: { readonly from: number; readonly timer: NodeJS.Timeout | undefined } | undefined
  #turn = 0

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** How many instances take calls by their stream. */
  get carrying(): number {
    let count = 0
    for (const { carries } of this.#all) if (carries) count += 1
    return count
  }

  /** How many instances are connected and give signs of life. */
  get alive(): number {
    let count = 0
    for (const { condition } of this.#all) if (order[condition] < order.connecting) count += 1
    return count
  }

  /** False when every instance that is there says that it does not serve. */
  get serves(): boolean {
    let sorry = 0
    for (const { condition } of this.#all) {
      if (condition === 'not_serving') sorry += 1
      else if (order[condition] < order.hung) return true
    }
    return sorry === 0
  }

  /** For how long no instance has given a sign of life, though it was asked for one; in milliseconds. */
  get silentMs(): number {
    let ticks = Infinity
    for (const one of this.#all) {
      if (one.silentTicks > 0) ticks = Math.min(ticks, one.silentTicks)
      else if (one.condition !== 'away') return 0
    }
    return ticks === Infinity ? 0 : ticks * tickMs
  }

  /** Every instance; none before the first look-up, which this begins. */
  get states(): readonly InstanceState[] {
    if (!this.#isKnown) void this.known()
    return this.#all.map(({ state }) => state)
  }

  /** Whether the first look-up is over. */
  get isKnown(): boolean {
    return this.#isKnown
  }

  /** Resolves when the instances are known, and one of them answers if there are several. */
  known(): Promise<void> {
    this.#known ??= this.#follow()
    return this.#known
  }

  /** The instance for the next call; throws as grpc-js does where there is none, and OVERLOADED where all have too many. */
  forCall(): Instance {
    const one = this.#choose(({ inFlight }) => inFlight)
    if (one.isFull) throw overloaded()
    return one
  }

  /** The instance for a stream. */
  async forStream(): Promise<Instance> {
    await this.known()
    return this.#choose(({ streams }) => streams)
  }

  close(): void {
    this.#closed.abort()
    clearInterval(this.#ticking)
    clearTimeout(this.#rest?.timer)
    this.#keep(new Set())
  }

  /** Of those in the best condition the one that is at the fewest; of equals the one whose turn it is. Asked for every call, so it makes no lists. */
  #choose(loadOf: (one: Instance) => number): Instance {
    this.#watch()
    const { length } = this.#all
    let [best] = this.#all
    if (best === undefined) throw unreachable()
    if (length === 1) return best
    this.#turn += 1
    let bestRank = Infinity
    for (let at = 0; at < length; at += 1) {
      const one = this.#all[(at + this.#turn) % length]!
      const { condition } = one
      if (condition === 'connecting') one.connect()
      // What is carried costs a third of what has a stream of its own.
      const rank = order[condition] + (one.carries ? 0 : 0.5)
      if (rank < bestRank || (rank === bestRank && loadOf(one) < loadOf(best))) [best, bestRank] = [one, rank]
    }
    return best
  }

  async #follow(): Promise<void> {
    await this.#look()
    void this.#lookAgain()
    if (this.#all.length > 1)
      await Promise.any(this.#all.map((one) => one.connected(firstConnectionMs))).catch(() => undefined)
    this.#isKnown = true
  }

  async #lookAgain(): Promise<void> {
    while (await pause(this.#all.length > 0 ? lookAgainMs : lookSoonerMs, this.#closed.signal))
      await this.#look()
  }

  async #look(): Promise<void> {
    const found = await listInstances(this.#options.address)
    // A name that cannot be looked up just now has not lost its instances.
    if (found.length > 0 && !this.#closed.signal.aborted) this.#keep(new Set(found))
  }

  #keep(found: ReadonlySet<string>): void {
    for (const name of found) if (!this.#instances.has(name)) this.#instances.set(name, this.#open(name))
    for (const [name, instance] of this.#instances) {
      if (found.has(name)) continue
      instance.leave()
      this.#instances.delete(name)
    }
    this.#all = [...this.#instances.values()]
  }

  #open(address: string): Instance {
    const { token, security = plaintext } = this.#options
    const hasSoundOther = (): boolean =>
      this.#all.some((one) => one.state.address !== address && one.condition === 'serving')
    return new Instance({ address, security, token, deadlines: this.#deadlines, hasSoundOther })
  }

  /** Ticks while somebody waits for an answer, and now and then while there are several to choose from. */
  #watch(): void {
    if (this.#ticking !== undefined || this.#closed.signal.aborted) return
    if (this.#rest !== undefined) {
      clearTimeout(this.#rest.timer)
      const ticks = Math.floor((performance.now() - this.#rest.from) / tickMs)
      for (const one of this.#all) one.rested(ticks)
      this.#rest = undefined
    }
    this.#ticking = setInterval(() => this.#tick(), tickMs).unref()
  }

  #tick(): void {
    const hasOthers = this.#all.length > 1
    for (const one of this.#all) one.tick(hasOthers)
    if (!this.#all.every(({ isAtRest }) => isAtRest)) return
    clearInterval(this.#ticking)
    this.#ticking = undefined
    const timer = hasOthers ? setTimeout(() => this.#watch(), restMs).unref() : undefined
    this.#rest = { from: performance.now(), timer }
  }
}
