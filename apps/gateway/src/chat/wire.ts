import type { WebSocket } from '@fastify/websocket'

import { newId } from '@kindred/kernel'

import type { Backlog } from './backlog.js'
import { type CloseCode, closeCodes } from './close-codes.js'
import type { Corked, Corks } from './corks.js'

/** Passed to the socket at once. The rest waits here, where it can still be dropped, so that a close is not stuck behind it. */
const maxUnderWayBytes = 16 * 1024
const maxUnsent = 1024 * 1024
/** A peer that does not answer the close is cut off. A slow one has a minute to read up to it. */
const closeWithinMs = 3_000
const drainWithinMs = 10_000

/** What all wires of a gateway share. */
export interface WireShare {
  /** Counts the unsent characters. */
  readonly backlog: Backlog
  readonly corks: Corks
}

/** The sending side of a socket. */
export class Wire {
  readonly #socket: WebSocket
  readonly #connection: Corked
  readonly #backlog: Backlog
  readonly #corks: Corks
  #queue: string[] | undefined
  #queued = 0
  #drained: (() => void) | undefined
  readonly #onWritten = (): void => this.#goOn()

  /** The connection is the one below the socket. */
  constructor(socket: WebSocket, connection: Corked, { backlog, corks }: WireShare) {
    this.#socket = socket
    this.#connection = connection
    this.#backlog = backlog
    this.#corks = corks
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  /** True while the peer has not read what was sent. */
  get isBehind(): boolean {
    return this.#queue !== undefined || this.#socket.bufferedAmount > 0
  }

  /** Characters that wait. */
  get queued(): number {
    return this.#queued
  }

  /** Sends a text; a peer that leaves more than 1 MiB unread is closed as slow. */
  send(text: string): void {
    if (!this.isOpen) return
    if (this.#queue === undefined && this.#hasRoom) return this.#pass(text)
    this.#queue ??= []
    this.#queue.push(text)
    this.#queued += text.length
    this.#backlog.grew(this, text.length)
    if (this.#queued > maxUnsent) this.giveUp()
  }

  /** Sends a ping; the pong carries the mark and shows that the peer has read everything before it. */
  ping(mark: string): void {
    if (this.isOpen) this.#socket.ping(mark)
  }

  /** Resolves when the peer has read everything sent so far, or after `withinMs`. */
  async heard(withinMs = 250): Promise<void> {
    if (!this.isOpen) return
    const [socket, mark] = [this.#socket, newId()]
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, withinMs)
      const onPong = (answer: Buffer): void => void (answer.toString() === mark && done())
      function done(): void {
        clearTimeout(timer)
        socket.off('pong', onPong).off('close', done)
        resolve()
      }
      socket.on('pong', onPong).once('close', done).ping(mark)
    })
  }

  /** Resolves when everything sent so far has left this process, or the socket closes. */
  async drained(): Promise<void> {
    if (!this.isOpen || !this.isBehind) return
    const timer = setTimeout(() => this.giveUp(), drainWithinMs)
    await new Promise<void>((resolve) => (this.#drained = resolve))
    clearTimeout(timer)
  }

  close(code: CloseCode, reason = ''): void {
    if (!this.isOpen) return
    const socket = this.#socket
    socket.close(code, reason)
    if (code !== closeCodes.slow) setTimeout(() => socket.terminate(), closeWithinMs).unref()
  }

  /** Closes a peer that reads too slowly and drops what waits for it. */
  giveUp(): void {
    if (!this.isOpen) return
    this.#backlog.onSlow()
    this.#forget()
    this.close(closeCodes.slow, 'too much is unread')
  }

  /** The socket is closed. */
  end(): void {
    this.#forget()
  }

  get #hasRoom(): boolean {
    return this.#socket.bufferedAmount < maxUnderWayBytes
  }

  #goOn(): void {
    while (this.#queue !== undefined && this.#hasRoom && this.isOpen) this.#sendNext(this.#queue)
    if (!this.isOpen || !this.isBehind) this.#drained?.()
  }

  #sendNext(queue: string[]): void {
    const text = queue.shift() ?? ''
    this.#queued -= text.length
    this.#backlog.shrank(this, text.length)
    if (queue.length === 0) this.#queue = undefined
    this.#pass(text)
  }

  #pass(text: string): void {
    this.#corks.hold(this.#connection)
    this.#socket.send(text, this.#onWritten)
  }

  #forget(): void {
    const length = this.#queued
    this.#queue = undefined
    this.#queued = 0
    this.#backlog.shrank(this, length)
    this.#drained?.()
  }
}
