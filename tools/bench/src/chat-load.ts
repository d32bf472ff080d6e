import { type Dialect, dialects } from './dialects.js'
import { RawSocket } from './raw-socket.js'
import { quantile } from './spread.js'

/** Somebody who writes to somebody else. */
export interface Writer {
  readonly token: string
  readonly conversationId: string
}

/** What the generator is told: a socket for each writer. */
export interface ChatLoadOrder {
  readonly port: number
  readonly dialect: keyof typeof dialects
  readonly writers: readonly Writer[]
  readonly seconds: number
  /** Messages a second of all writers together, whether the earlier ones were acknowledged or not; without it each writes when its last one is. */
  readonly perSecond?: number
}

/** What it found. */
export interface ChatLoadResult {
  /** Acknowledged. */
  readonly messages: number
  readonly refused: number
  /** Acknowledged, but not seen by the other one within ten seconds. */
  readonly unheard: number
  readonly seconds: number
  /** From when a message was due to its ack. */
  readonly p50Ms: number
  readonly p99Ms: number
}

const text = 'Shall we meet at the bakery near the river on Saturday at ten?'
const openTogether = 50
const patienceMs = 10_000
let run = 0

/** What all sockets of a run share. */
interface Tally {
  readonly times: number[]
  refused: number
  /** Messages that came from the other one; the product tells a writer of the own ones, too. */
  events: number
  lost: number
}

export async function runChatLoad(order: ChatLoadOrder): Promise<ChatLoadResult> {
  const { seconds, perSecond } = order
  const tally: Tally = { times: [], refused: 0, events: 0, lost: 0 }
  const people = await openAll(order, tally)
  const from = performance.now()
  const until = from + seconds * 1000
  if (perSecond === undefined) await Promise.all(people.map((one) => one.writeUntil(until)))
  else await writeAtRate(people, perSecond, until)
  const took = (performance.now() - from) / 1000
  const giveUp = performance.now() + patienceMs
  while (tally.events < tally.times.length && performance.now() < giveUp) await soon()
  for (const one of people) one.close()
  if (tally.lost > 0) throw new Error(`${tally.lost} of ${people.length} sockets were closed`)
  return {
    messages: tally.times.length,
    refused: tally.refused,
    unheard: Math.max(0, tally.times.length - tally.events),
    seconds: took,
    p50Ms: quantile(tally.times, 0.5),
    p99Ms: quantile(tally.times, 0.99),
  }
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

async function openAll(order: ChatLoadOrder, tally: Tally): Promise<Person[]> {
  run += 1
  const people: Person[] = []
  for (let at = 0; at < order.writers.length; at += openTogether) {
    const some = order.writers
      .slice(at, at + openTogether)
      .map(
        (writer, index) => new Person(order, { writer, tally, name: `${process.pid}-${run}-${at + index}` }),
      )
    people.push(...some)
    await Promise.all(some.map(({ ready }) => ready))
  }
  return people
}

async function writeAtRate(people: readonly Person[], perSecond: number, until: number): Promise<void> {
  const from = performance.now()
  const total = Math.round(((until - from) / 1000) * perSecond)
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, ((performance.now() - from) / 1000) * perSecond)
    for (; sent < due; sent += 1) people[sent % people.length]!.write(from + (sent / perSecond) * 1000)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const giveUp = performance.now() + patienceMs
  while (people.some(({ waits }) => waits) && performance.now() < giveUp) await soon()
}

interface PersonOptions {
  readonly writer: Writer
  readonly tally: Tally
  /** No other socket of any run has it. */
  readonly name: string
}

/** One socket. */
class Person {
  readonly ready: Promise<void>
  readonly #options: PersonOptions
  readonly #dialect: Dialect
  readonly #socket: RawSocket
  /** When the messages were due that are not acknowledged; acks come in order. */
  readonly #due: number[] = []
  /** Stands in every message that this one wrote, and in no other. */
  readonly #ownMark: Buffer
  #onAck: (() => void) | undefined
  #written = 0
  #isClosing = false

  constructor({ port, dialect }: ChatLoadOrder, options: PersonOptions) {
    this.#options = options
    this.#dialect = dialects[dialect]
    this.#ownMark = Buffer.from(`"client_message_id":"${options.name}-`)
    const { path, protocol } = this.#dialect
    let fail = (): void => undefined
    this.#socket = new RawSocket(
      { port, path, protocol },
      {
        opened: () => this.#socket.send(this.#dialect.greet(options.writer.token)),
        text: (frame) => this.#hear(frame),
        closed: () => {
          if (this.#isClosing) return
          options.tally.lost += 1
          fail()
          this.#onAck?.()
        },
      },
    )
    this.ready = new Promise((resolve, reject) => {
      fail = () => reject(new Error('a socket was closed before it was ready'))
      this.#onAck = resolve
    })
  }

  get waits(): boolean {
    return this.#due.length > 0
  }

  close(): void {
    this.#isClosing = true
    this.#socket.close()
  }

  write(due: number): void {
    const { writer, name } = this.#options
    this.#written += 1
    this.#due.push(due)
    const { conversationId } = writer
    const clientMessageId = `${name}-${this.#written}`
    this.#socket.send(this.#dialect.message({ nth: this.#written, conversationId, clientMessageId, text }))
  }

  /** One message after the other. */
  writeUntil(until: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onAck = () => {
        const now = performance.now()
        if (now >= until || this.#options.tally.lost > 0) return resolve()
        this.write(now)
      }
      this.#onAck()
    })
  }

  #hear(frame: Buffer): void {
    const { tally } = this.#options
    const meaning = this.#dialect.meaningOf(frame)
    if (meaning === 'event') tally.events += frame.includes(this.#ownMark) ? 0 : 1
    else if (meaning === 'ping') this.#socket.send(this.#dialect.pong)
    else if (meaning === 'ack') {
      const due = this.#due.shift()
      if (due !== undefined) tally.times.push(performance.now() - due)
      this.#onAck?.()
    } else if (meaning === 'refusal') {
      tally.refused += 1
      this.#due.shift()
      this.#onAck?.()
    }
  }
}
