import { connect, type Socket } from 'node:net'

import { quantile } from './spread.js'

/** What the load generator is told: requests by keep-alive connections, each waiting for its answer before the next. */
export interface LoadOrder {
  readonly port: number
  readonly path: string
  /** Each connection goes round these. */
  readonly tokens: readonly string[]
  readonly connections: number
  readonly seconds: number
}

/** What it found. */
export interface LoadResult {
  readonly requests: number
  /** Answers other than 200. */
  readonly refused: number
  readonly seconds: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/**
 * Sends requests that are made once over bare sockets and reads of an answer its status and its length only: on a machine of few cores
 * the generator takes from what it measures, and this one takes less than a HTTP client would.
 */
export async function runLoad(order: LoadOrder): Promise<LoadResult> {
  const { tokens, connections, path, seconds } = order
  const requests = tokens.map((token) => requestOf(path, token))
  const times: number[] = []
  const from = performance.now()
  const until = from + seconds * 1000
  let refused = 0
  const drive = (first: number): Promise<void> =>
    exchange(order.port, (turn) => {
      if (performance.now() >= until) return undefined
      const asked = performance.now()
      return {
        request: requests[(first + turn) % requests.length]!,
        done(status) {
          times.push(performance.now() - asked)
          if (status !== 200) refused += 1
        },
      }
    })
  await Promise.all(Array.from({ length: connections }, (_, index) => drive(index * 7)))
  const took = (performance.now() - from) / 1000
  const [p50Ms, p99Ms] = [quantile(times, 0.5), quantile(times, 0.99)]
  return { requests: times.length, refused, seconds: took, p50Ms, p99Ms }
}

/** A GET as it goes over the wire. */
export const requestOf = (path: string, token: string): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`)

interface Turn {
  readonly request: Buffer
  done(status: number): void
}

/** One connection, one request after the other, until `next` gives none. */
function exchange(port: number, next: (turn: number) => Turn | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const answers = new AnswerReader()
    let turns = 0
    let current: Turn | undefined
    const ask = (): void => {
      current = next((turns += 1))
      if (current === undefined) end(socket, resolve)
      else socket.write(current.request)
    }
    socket.once('connect', ask)
    socket.on('error', reject)
    socket.on('close', () => (current === undefined ? resolve() : reject(new Error('the server hung up'))))
    socket.on('data', (bytes: Buffer) => {
      const status = answers.take(bytes)
      if (status === undefined) return
      current?.done(status)
      ask()
    })
  })
}

function end(socket: Socket, ended: () => void): void {
  socket.once('close', ended)
  socket.end()
}

/** Finds the ends of answers that state their length. */
export class AnswerReader {
  #held: Buffer = Buffer.alloc(0)

  /** The status of an answer that is complete with these bytes. */
  take(bytes: Buffer): number | undefined {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes])
    const headEnd = this.#held.indexOf('\r\n\r\n')
    if (headEnd < 0) return undefined
    const head = this.#held.toString('latin1', 0, headEnd)
    const length = Number(/\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
    if (this.#held.length < headEnd + 4 + length) return undefined
    this.#held = this.#held.subarray(headEnd + 4 + length)
    return Number(head.slice(9, 12))
  }
}
