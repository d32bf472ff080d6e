import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The start of a request that has no body: all that decides whether it is refused, and how. */
export interface PlainRequest {
  readonly method: string
  readonly url: string
  readonly origin: string | undefined
}

interface Options {
  /** Whether a request is refused now. */
  refuses(request: PlainRequest): boolean
  /** The whole answer, head and body, in Latin-1. */
  answer(request: PlainRequest): string
}

interface Watched {
  /** Node's own reader, which hands the bytes to the HTTP parser. */
  readonly parse: (bytes: Buffer) => void
  readonly read: (bytes: Buffer) => void
  /** Requests that the parser has found in the bytes at hand. */
  found: number
  last: IncomingMessage | undefined
  /** Requests that the parser has found and that are not answered yet. */
  open: number
  /** Whether the parser is known to have read whole requests only, so that the next bytes begin another one. */
  isBetweenRequests: boolean
}

/**
 * Reads the bytes of connections on which a request was refused before the HTTP parser does, and answers further ones that are refused at
 * once: that costs half of what it costs to parse them first, and while there are three times too many it decides how many can be
 * answered. Only requests that leave no doubt are answered so: a GET that is whole and alone in its bytes, has no body, and comes when the
 * parser is known to be between two requests. With anything else the connection goes back to the parser for good, until its next refusal.
 */
export class RefusedConnections {
  readonly #options: Options
  readonly #watched = new WeakMap<Socket, Watched>()

  constructor(options: Options) {
    this.#options = options
  }

  /** Must be told of every request that comes out of the parser. */
  follow(request: IncomingMessage, response: ServerResponse): void {
    const watched = this.#watched.get(request.socket)
    if (watched === undefined) return
    watched.found += 1
    watched.last = request
    watched.open += 1
    response.once('close', () => (watched.open -= 1))
  }

  /** Reads a connection from the end of this answer on, which is a refusal. */
  watchAfter(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    if (!this.#watched.has(socket)) response.once('close', () => this.#watch(socket))
  }

  #watch(socket: Socket): void {
    const [parse, ...others] = socket.listeners('data') as Watched['parse'][]
    // An upgraded connection has other readers, or none.
    if (socket.destroyed || parse === undefined || others.length > 0 || this.#watched.has(socket)) return
    const read = (bytes: Buffer): void => this.#read(socket, watched, bytes)
    const watched: Watched = { parse, read, found: 0, last: undefined, open: 0, isBetweenRequests: false }
    this.#watched.set(socket, watched)
    socket.off('data', parse)
    socket.on('data', read)
  }

  #read(socket: Socket, watched: Watched, bytes: Buffer): void {
    const request = readPlainRequest(bytes)
    if (request === undefined) return this.#letGo(socket, watched, bytes)
    const mayAnswer = watched.isBetweenRequests && watched.open === 0 && socket.writableLength === 0
    if (mayAnswer && this.#options.refuses(request)) {
      socket.write(this.#options.answer(request), 'latin1')
      return
    }
    watched.found = 0
    watched.parse.call(socket, bytes)
    // The bytes end where a head ends: when that ended the one request they gave, the parser holds nothing.
    watched.isBetweenRequests = watched.found === 1 && watched.last?.complete === true
    watched.last = undefined
  }

  #letGo(socket: Socket, { parse, read }: Watched, bytes: Buffer): void {
    this.#watched.delete(socket)
    socket.off('data', read)
    socket.on('data', parse)
    parse.call(socket, bytes)
  }
}

const [capitalG, newline] = [0x47, 0x0a]
/** A longer head may come in several pieces. */
const maxHeadBytes = 8_192
const requestLine = /GET (\/[!-~]*) HTTP\/1\.1\r\n/y
/** At the start of a line: what changes where the request ends or what becomes of the connection; or its origin, alone in a group. */
const telling =
  /(?:content-length|transfer-encoding|upgrade|expect|trailer)[ \t]*:|connection[ \t]*:(?! *keep-alive\r)|origin: *([!-~]+)\r/iy

/** Undefined for everything but a whole GET without a body that leaves the connection open. */
function readPlainRequest(bytes: Buffer): PlainRequest | undefined {
  const { length } = bytes
  if (length > maxHeadBytes || bytes[0] !== capitalG || bytes[length - 1] !== newline) return undefined
  const head = bytes.toString('latin1')
  if (head.indexOf('\r\n\r\n') !== length - 4) return undefined
  requestLine.lastIndex = 0
  const line = requestLine.exec(head)
  if (line === null) return undefined
  let origin: string | undefined
  // Line by line: to search the whole head for all of it takes four times as long.
  for (let at = requestLine.lastIndex; at < length - 2; at = head.indexOf('\n', at) + 1) {
    telling.lastIndex = at
    const found = telling.exec(head)
    if (found === null) continue
    if (found[1] === undefined) return undefined
    origin ??= found[1]
  }
  return { method: 'GET', url: line[1]!, origin }
}
