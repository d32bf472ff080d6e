import { connect, type Socket } from 'node:net'

import { afterEach, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'
import { testLog } from '@kindred/testkit'

import type { GatewayConfig } from '../src/config.js'
import { registerMediaRoutes } from '../src/media/index.js'
import { startGateway, type TestGateway } from './harness.js'

let gateway: TestGateway | undefined
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await gateway?.close()
})

async function listen(config: Partial<GatewayConfig>): Promise<(localAddress?: string) => Line> {
  gateway = await startGateway({ config, rooms: [registerMediaRoutes] })
  const address = await gateway.app.listen({ host: '127.0.0.1', port: 0 })
  const port = Number(new URL(address).port)
  return (localAddress = '127.0.0.1') => openLine(connect({ port, host: '127.0.0.1', localAddress }))
}

/** A connection and what came over it. */
interface Line {
  readonly socket: Socket
  text(): string
  readonly opened: Promise<boolean>
  readonly closed: Promise<void>
}

function openLine(socket: Socket): Line {
  sockets.push(socket)
  let text = ''
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const opened = new Promise<boolean>((resolve) => {
    socket.on('data', (data: Buffer) => {
      text += data.toString()
      resolve(true)
    })
    void closed.then(() => resolve(false))
    socket.on('error', () => resolve(false))
  })
  socket.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n')
  return { socket, text: () => text, opened, closed }
}

it('lets one address hold 64 connections, and others theirs', async () => {
  const open = await listen({ rateLimitScale: 1 })
  const lines = await Promise.all(Array.from({ length: 80 }, () => open().opened))
  expect(lines.filter(Boolean)).toHaveLength(64)
  expect(await open('127.0.0.2').opened).toBe(true)
  const told = testLog
    .records()
    .filter(({ message }) => message.startsWith('an address has as many connections'))
  expect(told).toMatchObject([
    { level: 'warn', fields: { hint: expect.stringContaining('GATEWAY_TRUST_PROXY') } },
  ])
  sockets[0]!.destroy()
  await vi.waitFor(async () => expect(await open().opened).toBe(true), { timeout: 60_000 })
})

it('lets a trusted proxy bring as many as it has', async () => {
  const open = await listen({ rateLimitScale: 1, trustProxy: ['127.0.0.0/8'] })
  const lines = await Promise.all(Array.from({ length: 100 }, () => open().opened))
  expect(lines.filter(Boolean)).toHaveLength(100)
})

const bearer = async (): Promise<string> => `Authorization: Bearer ${await gateway!.authority.issue(newId())}`
const head = (method: string, path: string, ...more: string[]): string =>
  `${[`${method} ${path} HTTP/1.1`, 'Host: a', ...more].join('\r\n')}\r\n`

it.each([
  ['headers that do not come', () => head('GET', '/livez')],
  ['a body of JSON that does not come', () => `${head('POST', '/v1/auth/refresh', ...jsonOf(100))}\r\n{"ref`],
  [
    'a chunked body that does not end',
    () => `${head('POST', '/v1/auth/refresh', ...chunked)}\r\n5\r\n{"ref\r\n`,
  ],
  ['a photo that does not come', () => `${head('POST', '/v1/media', 'AUTH', ...form)}\r\n--x\r\n`],
])('cuts %s, with an answer', async (_name, bytes) => {
  const open = await listen({ slowRequestMs: 400 })
  const line = open()
  await line.opened
  line.socket.write(bytes().replace('AUTH', await bearer()))
  await line.closed
  expect(line.text()).toMatch(/HTTP\/1\.1 408 Request Timeout\r\n/)
  expect(line.text()).toContain('"code":"REQUEST_TOO_SLOW"')
})

it('cuts a body that comes byte by byte', async () => {
  const open = await listen({ slowRequestMs: 400 })
  const line = open()
  await line.opened
  line.socket.write(`${head('POST', '/v1/auth/refresh', ...jsonOf(200_000))}\r\n`)
  const drip = setInterval(() => line.socket.write(' '), 20)
  await line.closed
  clearInterval(drip)
  expect(line.text()).toContain('REQUEST_TOO_SLOW')
})

it('leaves a body alone that comes, however long it takes', async () => {
  const open = await listen({ slowRequestMs: 400 })
  const line = open()
  await line.opened
  const chunks = 12
  line.socket.write(`${head('POST', '/v1/auth/refresh', ...jsonOf(chunks * 2_048))}\r\n`)
  let sent = 0
  await new Promise<void>((resolve) => {
    const pour = setInterval(() => {
      line.socket.write(' '.repeat(2_048))
      if (++sent < chunks) return
      clearInterval(pour)
      resolve()
    }, 100)
  })
  await vi.waitFor(() => expect(line.text()).toContain('BODY_NOT_JSON'), { timeout: 60_000 })
  expect(line.text()).not.toContain('REQUEST_TOO_SLOW')
})

const json = 'Content-Type: application/json'
const jsonOf = (length: number): string[] => [json, `Content-Length: ${length}`]
const chunked = [json, 'Transfer-Encoding: chunked']
const form = ['Content-Type: multipart/form-data; boundary=x', 'Content-Length: 100000']
