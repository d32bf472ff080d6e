import { vi } from 'vitest'

import type { Fetch, Message } from '@kindred/client'
import { pause } from '@kindred/kernel'

import type { ServiceName } from '../src/index.js'
import { type Couple, settleCouple } from './couples.js'
import { fetchPatiently, inFlight } from './crowd.js'
import { type Ear, listen, type Person, type Target } from './people.js'
import { type Read, readSteadily } from './steady-reads.js'

/** Whom something happens to, and who feels it. */
export interface Victim {
  readonly name: string
  readonly harm: 'killed' | 'hung'
  /** The services whose answers depend on it. */
  readonly services: ReadonlySet<ServiceName>
  /** The gateway that it is, by its number. */
  readonly gateway?: number
  strike(): Promise<void> | void
  /** Lets it go on; resolves when it is there again. */
  mend(): Promise<void> | void
}

interface MatrixOptions {
  /** By their gateways. */
  readonly targets: readonly Target[]
  readonly couples: number
  readonly readsPerSecond: number
  /** Between two messages of one writer. */
  readonly writeEveryMs: number
  readonly calmMs: number
  readonly harmMs: number
}

/** What became of everything while one victim was away. */
export interface Row {
  readonly victim: string
  readonly harm: Victim['harm']
  /** Messages whose writers heard that they are stored. */
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  /** Seqs that are missing in what is stored, or in what the others heard. */
  readonly gaps: number
  /** Reads that have nothing to do with the victim. */
  readonly others: Readonly<{ asked: number; failed: readonly string[] }>
  /** Reads that have; how many failed while their callers knew, half of those within `typicalFailMs`, and how many after `slowMs`. */
  readonly own: Readonly<Record<'asked' | 'failed' | 'failedKnown' | 'typicalFailMs' | 'slow', number>>
  /** From the end of the harm to the last read that failed. */
  readonly recoverySeconds: number
  /** That read. */
  readonly last: string
}

interface Talk extends Couple {
  readonly ears: readonly Ear[]
  readonly acknowledged: Message[]
}

const patience = { timeout: 300_000, interval: 200 }
/** A read that is refused at once takes less. */
const slowMs = 300

/** People who read and write through all gateways, while one part after the other is harmed. */
export class KillMatrix {
  readonly #options: MatrixOptions
  readonly #talks: readonly Talk[]

  static async open(options: MatrixOptions): Promise<KillMatrix> {
    const { targets } = options
    // Everything has only just started; afterwards each request stands for itself.
    let isSettling = true
    const fetched: Fetch = (url, init) => (isSettling ? fetchPatiently : fetch)(url, init)
    // Far from each other, so that nobody finds a couple's other half.
    const places = Array.from({ length: options.couples }, (_, at) => at)
    const couples = await inFlight(places, 2, (at) =>
      settleCouple(
        { ...targets[at % targets.length]!, fetch: fetched },
        { latitude: -50 + 2 * (at % 50), longitude: 5 + 10 * (at / 50) },
      ),
    )
    isSettling = false
    const talks = couples.map((couple) => ({
      ...couple,
      ears: [listen(couple.one), listen(couple.other)],
      acknowledged: [],
    }))
    // What was said before somebody listened is not told live.
    await vi.waitUntil(
      () => talks.every(({ ears }) => ears.every(({ live }) => live.state === 'ready')),
      patience,
    )
    await warmUp(couples, options)
    return new KillMatrix(options, talks)
  }

  private constructor(options: MatrixOptions, talks: readonly Talk[]) {
    this.#options = options
    this.#talks = talks
  }

  /** Harms one victim under load. */
  async harm(victim: Victim): Promise<Row> {
    const { calmMs, harmMs, readsPerSecond, targets } = this.#options
    for (const { acknowledged } of this.#talks) acknowledged.length = 0
    const over = new AbortController()
    const people = this.#talks.flatMap(({ one, other }, at) =>
      [one, other].map((person) => ({ person, gateway: at % targets.length })),
    )
    const reading = readSteadily(people, { perSecond: readsPerSecond, signal: over.signal })
    const writing = Promise.all(
      this.#talks.flatMap((talk) => [0, 1].map((side) => this.#write(talk, side, over.signal))),
    )
    await pause(calmMs)
    const struckAt = performance.now()
    await victim.strike()
    await pause(harmMs)
    const mendedAt = performance.now()
    await victim.mend()
    await untilCalm(() => reading.reads)
    over.abort()
    const [reads] = await Promise.all([reading.done(), writing])
    const kept = await Promise.all(this.#talks.map(compare))
    const sum = (of: keyof (typeof kept)[number]): number => kept.reduce((total, one) => total + one[of], 0)
    const isOwn = ({ service, gateway }: Read): boolean =>
      victim.services.has(service) || victim.gateway === gateway
    const own = reads.filter(isOwn)
    const others = reads.filter((read) => !isOwn(read))
    const failed = (list: readonly Read[]): readonly Read[] => list.filter(({ outcome }) => outcome !== 'ok')
    const known = failed(own).filter(({ at }) => at > (struckAt + mendedAt) / 2 && at < mendedAt)
    const latest = failed(reads).reduce<Read | undefined>(
      (one, next) => (one === undefined || endOf(next) > endOf(one) ? next : one),
      undefined,
    )
    return {
      victim: victim.name,
      harm: victim.harm,
      acknowledged: sum('acknowledged'),
      lost: sum('lost'),
      doubled: sum('doubled'),
      gaps: sum('gaps'),
      others: {
        asked: others.length,
        failed: failed(others).map(({ service, outcome }) => `${service} ${outcome}`),
      },
      own: {
        asked: own.length,
        failed: failed(own).length,
        failedKnown: known.length,
        typicalFailMs: medianOf(known.map(({ ms }) => ms)),
        slow: known.filter(({ ms }) => ms > slowMs).length,
      },
      recoverySeconds: latest === undefined ? 0 : Math.max(0, endOf(latest) - mendedAt) / 1_000,
      last: latest === undefined ? '' : `${latest.service} ${latest.outcome}`,
    }
  }

  close(): void {
    for (const { ears } of this.#talks) for (const { live } of ears) live.close()
  }

  async #write(
    { ears, conversationId: conversation_id, acknowledged }: Talk,
    side: number,
    signal: AbortSignal,
  ): Promise<void> {
    for (let n = 0; await pause(this.#options.writeEveryMs, signal); n += 1) {
      const sending = ears[side]!.live.sendMessage({ conversation_id, text: `${side} says ${n}` })
      // What is refused was never acknowledged.
      const message = await sending.catch(() => undefined)
      if (message !== undefined) acknowledged.push(message)
    }
  }
}

/** Reads until everything runs as it will: what has only just started answers late, whoever is harmed. */
async function warmUp(couples: readonly Couple[], { readsPerSecond, targets }: MatrixOptions): Promise<void> {
  const over = new AbortController()
  const people = couples.map(({ one }, at) => ({ person: one, gateway: at % targets.length }))
  const reading = readSteadily(people, { perSecond: readsPerSecond, signal: over.signal })
  await untilCalm(() => reading.reads, 10 * readsPerSecond)
  over.abort()
  await reading.done()
}

const endOf = ({ at, ms }: Read): number => at + ms

const medianOf = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

/** Resolves when none of so many reads in a row has failed. */
const untilCalm = (reads: () => readonly Read[], inARow = 40): Promise<void> =>
  vi.waitFor(() => {
    const latest = reads().slice(-inARow)
    if (latest.length < inARow || latest.some(({ outcome }) => outcome !== 'ok')) throw new Error('not yet')
  }, patience)

async function compare({ one, conversationId, acknowledged, ears }: Talk) {
  const stored = await readAll(one, conversationId)
  const count = (id: string): number => stored.filter((message) => message.client_message_id === id).length
  const seqs = stored.map(({ seq }) => seq)
  const missing = (found: readonly number[]): number => {
    const known = new Set(found)
    return seqs.filter((seq) => !known.has(seq)).length
  }
  const heardBy = ({ of }: Ear): number[] =>
    of('message.created').flatMap(({ data }) =>
      data.message?.conversation_id === conversationId ? [data.message.seq] : [],
    )
  await vi
    .waitFor(() => {
      if (ears.some((ear) => missing(heardBy(ear)) > 0)) throw new Error('not yet')
    }, patience)
    .catch(() => undefined)
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ client_message_id: id }) => count(id) === 0).length,
    doubled: new Set(stored.map(({ client_message_id: id }) => id)).size === stored.length ? 0 : 1,
    gaps:
      seqs.filter((seq, at) => seq !== at + 1).length +
      ears.reduce((sum, ear) => sum + missing(heardBy(ear)), 0),
  }
}

async function readAll({ client }: Person, conversation_id: string): Promise<Message[]> {
  const all: Message[] = []
  for (;;) {
    const after_seq = all.at(-1)?.seq ?? 0
    const { messages } = await client.chat.listMessages({ conversation_id, after_seq, page_size: 100 })
    if (messages.length === 0) return all
    all.push(...messages)
  }
}
