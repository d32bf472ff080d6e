import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { RefusedConnections } from '../src/edge/refused-connections.js'

const patience = { timeout: 30_000, interval: 5 }

/** Whether the server refuses everything. */
let isFull: boolean
/** What came out of the parser, as method, path and body. */
let parsed: string[]
let held: ServerResponse[]
let server: Server
let socket: Socket
/** The server's side of it. */
let served: Socket
let heard: string

beforeEach(async () => {
  isFull = true
  parsed = []
  held = []
  heard = ''
  const connections = new RefusedConnections({
    refuses: () => isFull,
    answer: ({ url }) => `HTTP/1.1 503 Full\r\ncontent-length: ${url.length + 4}\r\n\r\nraw ${url}`,
  })
  server = createServer((request, response) => {
    connections.follow(request, response)
    if (isFull) connections.watchAfter(request, response)
    let body = ''
    request.on('data', (bytes: Buffer) => (body += bytes.toString()))
    const index = parsed.push('') - 1
    request.on('end', () => (parsed[index] = `${request.method} ${request.url} ${body}`.trim()))
    if (request.url === '/held') held.push(response)
    else response.writeHead(isFull ? 503 : 200).end(`node ${request.url}`)
  })
  server.on('upgrade', (_request, upgraded: Socket, head: Buffer) => {
    upgraded.write(`HTTP/1.1 101 Go\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n${head.toString()}`)
    upgraded.on('data', (bytes: Buffer) => upgraded.write(`echo ${bytes.toString()}`))
    upgraded.on('error', () => undefined)
  })
  server.on('connection', (opened: Socket) => (served = opened))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', noDelay: true })
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString()))
  await once(socket, 'connect')
})
afterEach(() => {
  socket.destroy()
  server.closeAllConnections()
  server.close()
})

const get = (path: string, ...headers: string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: kindred', ...headers, '', ''].join('\r\n')

/** Who answered what, in the order in which it was heard. */
const answers = (): string[] => heard.match(/(?:node|raw) \/[a-z\d]*/g) ?? []

const received = (): number => served.bytesRead

async function ask(bytes: string, count: number): Promise<string[]> {
  const before = answers().length
  socket.write(bytes)
  await expect.poll(() => answers().length, patience).toBe(before + count)
  return answers().slice(before)
}

/** Has the connection refused until that happens before the parser. */
async function refuseEarly(): Promise<void> {
  expect(await ask(get('/1'), 1)).toEqual(['node /1'])
  expect(await ask(get('/2'), 1)).toEqual(['node /2'])
  expect(await ask(get('/3'), 1)).toEqual(['raw /3'])
  parsed.length = 0
}

it('the third refusal of a connection and all after it are written before the parser sees the requests', async () => {
  await refuseEarly()
  expect(await ask(get('/4', 'X: y'), 1)).toEqual(['raw /4'])
  expect(await ask(get('/5'), 1)).toEqual(['raw /5'])
  expect(parsed).toEqual([])
})

it('a connection that was refused early is answered as ever when there is room, and refused early again', async () => {
  await refuseEarly()
  isFull = false
  expect(await ask(get('/room'), 1)).toEqual(['node /room'])
  isFull = true
  expect(await ask(get('/full'), 1)).toEqual(['raw /full'])
  expect(parsed).toEqual(['GET /room'])
})

it('an early refusal never overtakes an earlier answer', async () => {
  await refuseEarly()
  isFull = false
  socket.write(get('/held'))
  await expect.poll(() => held.length, patience).toBe(1)
  isFull = true
  socket.write(get('/next'))
  await expect.poll(() => parsed, patience).toEqual(['GET /held', 'GET /next'])
  held[0]?.end('node /held')
  await expect.poll(() => answers().slice(-2), patience).toEqual(['node /held', 'node /next'])
})

it('requests that come together are answered one by one, in their order', async () => {
  await refuseEarly()
  expect(await ask(get('/a') + get('/b'), 2)).toEqual(['node /a', 'node /b'])
})

it('what looks like a request is none when the parser is still reading the one before it', async () => {
  expect(await ask(`${get('/1')}GET /2 HTTP/1.1\r\nHost: kindred\r\nX: `, 1)).toEqual(['node /1'])
  expect(await ask('GET /3 HTTP/1.1\r\n\r\n', 1)).toEqual(['node /2'])
  expect(await ask(get('/4'), 1)).toEqual(['raw /4'])
  expect(parsed).toEqual(['GET /1', 'GET /2'])
})

it('what looks like a request is none when it is the body of the one before it', async () => {
  await refuseEarly()
  const body = get('/body')
  expect(await ask(get('/head', `Content-Length: ${body.length}`), 1)).toEqual(['node /head'])
  socket.write(body)
  expect(await ask(get('/after'), 1)).toEqual(['node /after'])
  expect(parsed).toEqual([`GET /head ${body.trim()}`, 'GET /after'])
})

it('a connection that becomes a WebSocket after early refusals has its bytes read by nobody else', async () => {
  await refuseEarly()
  socket.write(get('/socket', 'Connection: Upgrade', 'Upgrade: echo'))
  await expect.poll(() => heard, patience).toContain('101 Go')
  socket.write(get('/frame'))
  await expect.poll(() => heard, patience).toContain('echo GET /frame')
  expect(parsed).toEqual([])
})

it('a head that comes in pieces is read by the parser, and the connection is refused early again afterwards', async () => {
  await refuseEarly()
  const before = answers().length
  for (const piece of ['GET /sp', 'lit HTTP/1.1\r\n', 'Host: kindred\r\n', '\r\n']) {
    const read = received()
    socket.write(piece)
    await expect.poll(received, patience).toBe(read + piece.length)
  }
  await expect.poll(() => answers().slice(before), patience).toEqual(['node /split'])
  expect(await ask(get('/1'), 1)).toEqual(['node /1'])
  expect(await ask(get('/2'), 1)).toEqual(['raw /2'])
})

it('a second request of which only a part has come goes to the parser with the first', async () => {
  await refuseEarly()
  expect(await ask(`${get('/a')}GET /b HT`, 1)).toEqual(['node /a'])
  expect(await ask('TP/1.1\r\nHost: kindred\r\n\r\n', 1)).toEqual(['node /b'])
  expect(parsed).toEqual(['GET /a', 'GET /b'])
})

it.each([
  ['a method with effects', 'POST /odd HTTP/1.1\r\nHost: kindred\r\nContent-Length: 0\r\n\r\n'],
  ['a body in chunks', `${get('/odd', 'transfer-encoding: chunked')}0\r\n\r\n`],
  ['a question for the head alone', 'HEAD /odd HTTP/1.1\r\nHost: kindred\r\n\r\n'],
  ['an older HTTP', 'GET /odd HTTP/1.0\r\nHost: kindred\r\n\r\n'],
  ['trailers', get('/odd', 'Trailer: x')],
  ['a wish to be told to go on', get('/odd', 'Expect: 100-continue')],
  ['a wish to keep the connection and to close it', get('/odd', 'connection: keep-alive, close')],
  ['a length in capitals', get('/odd', 'X: y', 'CONTENT-LENGTH: 0')],
  ['a wish to be cut off', get('/odd', 'connection: close')],
  ['an address instead of a path', get('http://kindred/odd')],
])('%s is left to the parser', async (_what, bytes) => {
  await refuseEarly()
  const before = heard.length
  socket.write(bytes)
  await expect.poll(() => parsed.length, patience).toBe(1)
  await expect.poll(() => heard.slice(before), patience).toContain('Service Unavailable')
  expect(heard.slice(before)).not.toContain('raw')
})
