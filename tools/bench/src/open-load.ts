import { connect, type Socket } from 'node:net'

import { AnswerReader, requestOf } from './load.js'
import { quantile } from './spread.js'

/** Requests that come at a rate of their own, whether the earlier ones were answered or not. */
export interface OpenLoadOrder {
  readonly port: number
  readonly path: string
  readonly tokens: readonly string[]
  readonly perSecond: number
  readonly seconds: number
}

/** What became of the requests that were due in one second; times count from when they were due. */
export interface Second {
  readonly good: number
  readonly refused: number
  /** Other answers, lost connections, and what could not be sent. */
  readonly failed: number
  readonly goodP50Ms: number
  readonly goodP99Ms: number
  readonly refusedP99Ms: number
}

/** As many people as ask at once. */
const maxLines = 4_000
/** How long the last answers are waited for. */
const patienceMs = 10_000

interface Outcome {
  readonly at: number
  readonly ms: number
  readonly status: number
}

export async function runOpenLoad(order: OpenLoadOrder): Promise<{ seconds: Second[] }> {
  const { perSecond, seconds, tokens, path } = order
  const requests = tokens.map((token) => requestOf(path, token))
  const outcomes: Outcome[] = []
  const lines = new Lines(order.port)
  const from = performance.now()
  const total = Math.round(perSecond * seconds)
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, ((performance.now() - from) / 1000) * perSecond)
    for (; sent < due; sent += 1) {
      const at = (sent / perSecond) * 1000
      lines.ask(requests[sent % requests.length]!, (status) =>
        outcomes.push({ at, ms: performance.now() - from - at, status }),
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const giveUp = performance.now() + patienceMs
  while (outcomes.length < total && performance.now() < giveUp)
    await new Promise((resolve) => setTimeout(resolve, 20))
  lines.close()
  return {
    seconds: Array.from({ length: seconds }, (_, second) =>
      summary(outcomes, second, dueIn(second, perSecond)),
    ),
  }
}

/** How many requests are due in a second, of those that are due evenly from the beginning on. */
const dueIn = (second: number, perSecond: number): number =>
  Math.ceil((second + 1) * perSecond) - Math.ceil(second * perSecond)

function summary(outcomes: readonly Outcome[], second: number, due: number): Second {
  const own = outcomes.filter(({ at }) => Math.floor(at / 1000) === second)
  const good = own.filter(({ status }) => status === 200).map(({ ms }) => ms)
  const refused = own.filter(({ status }) => status === 503).map(({ ms }) => ms)
  return {
    good: good.length,
    refused: refused.length,
    failed: due - good.length - refused.length,
    goodP50Ms: quantile(good, 0.5),
    goodP99Ms: quantile(good, 0.99),
    refusedP99Ms: quantile(refused, 0.99),
  }
}

interface Line {
  readonly socket: Socket
  told: ((status: number) => void) | undefined
}

/** Keep-alive connections, one more whenever all are busy. */
class Lines {
  readonly #port: number
  readonly #idle: Line[] = []
  readonly #all = new Set<Line>()

  constructor(port: number) {
    this.#port = port
  }

  /** Tells the status of the answer; 0 when there is none. */
  ask(request: Buffer, told: (status: number) => void): void {
    const line = this.#idle.pop() ?? (this.#all.size < maxLines ? this.#open() : undefined)
    if (line === undefined) return told(0)
    line.told = told
    line.socket.write(request)
  }

  close(): void {
    for (const { socket } of this.#all) socket.destroy()
  }

  #open(): Line {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true })
    const line: Line = { socket, told: undefined }
    const answers = new AnswerReader()
    const end = (status: number): void => {
      const { told } = line
      line.told = undefined
      told?.(status)
    }
    socket.on('data', (bytes: Buffer) => {
      const status = answers.take(bytes)
      if (status === undefined) return
      end(status)
      this.#idle.push(line)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#all.delete(line)
      const at = this.#idle.indexOf(line)
      if (at >= 0) this.#idle.splice(at, 1)
      end(0)
    })
    this.#all.add(line)
    return line
  }
}
