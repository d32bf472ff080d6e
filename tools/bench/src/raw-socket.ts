import { connect, type Socket } from 'node:net'

/** What a socket tells of itself. */
export interface RawSocketEvents {
  opened(): void
  text(payload: Buffer): void
  closed(): void
}

interface Target {
  readonly port: number
  readonly path: string
  /** The subprotocol, if one must be named. */
  readonly protocol?: string | undefined
}

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const
const empty = Buffer.alloc(0)

/**
 * The client's side of a WebSocket on a bare socket, for short frames: it masks with zeros, which leaves the bytes as they are, and checks
 * nothing. A whole client would take from a machine of few cores what is to be measured.
 */
export class RawSocket {
  readonly #socket: Socket
  readonly #events: RawSocketEvents
  #isOpen = false
  #held: Buffer = empty

  constructor({ port, path, protocol }: Target, events: RawSocketEvents) {
    this.#events = events
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const named = protocol === undefined ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${named}\r\n`,
    )
    this.#socket.on('data', (bytes: Buffer) => this.#take(bytes))
    this.#socket.on('error', () => undefined)
    this.#socket.on('close', () => events.closed())
  }

  send(text: string): void {
    this.#write(opcodes.text, Buffer.from(text))
  }

  close(): void {
    this.#socket.destroy()
  }

  #write(opcode: number, payload: Buffer): void {
    const { length } = payload
    const head = length < 126 ? [length | 0x80] : [126 | 0x80, length >> 8, length & 0xff]
    this.#socket.write(Buffer.concat([Buffer.from([0x80 | opcode, ...head, 0, 0, 0, 0]), payload]))
  }

  #take(bytes: Buffer): void {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes])
    if (!this.#isOpen && !this.#takeHead()) return
    while (this.#takeFrame());
  }

  #takeHead(): boolean {
    const end = this.#held.indexOf('\r\n\r\n')
    if (end < 0) return false
    if (!this.#held.toString('latin1', 0, end).startsWith('HTTP/1.1 101')) {
      this.close()
      return false
    }
    this.#held = this.#held.subarray(end + 4)
    this.#isOpen = true
    this.#events.opened()
    return true
  }

  #takeFrame(): boolean {
    const held = this.#held
    if (held.length < 2) return false
    const short = held[1]! & 0x7f
    const from = short < 126 ? 2 : short === 126 ? 4 : 10
    if (held.length < from) return false
    const length =
      short < 126 ? short : short === 126 ? held.readUInt16BE(2) : Number(held.readBigUInt64BE(2))
    if (held.length < from + length) return false
    this.#held = held.length === from + length ? empty : held.subarray(from + length)
    this.#hear(held[0]! & 0x0f, held.subarray(from, from + length))
    return true
  }

  #hear(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.text) this.#events.text(payload)
    else if (opcode === opcodes.ping) this.#write(opcodes.pong, payload)
    else if (opcode === opcodes.close) this.close()
  }
}
