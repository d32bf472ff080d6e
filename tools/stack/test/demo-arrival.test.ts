import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { testLog } from '@kindred/testkit'

import { seedDemo } from '../src/demo/seed.js'
import type { Stack } from '../src/index.js'
import { phonePhoto } from './people.js'
import { createTestStack } from './test-stack.js'

const people = 6
let stack: Stack
let gate: Server
let refusals = 0
const dataDir = mkdtempSync(join(tmpdir(), 'kindred-demo-'))

/** Stands before the gateway and refuses the first requests of each kind, each in another way, as a busy machine does. */
function createGate(target: number): Server {
  const met = new Map<string, number>()
  return createServer((incoming, outgoing) => {
    const kind = `${incoming.method} ${incoming.url?.split('?')[0]}`
    const times = (met.get(kind) ?? 0) + 1
    met.set(kind, times)
    if (times <= 2) {
      refusals += 1
      incoming.resume()
      if (times === 1)
        return void outgoing.writeHead(503, { 'retry-after': '5' }).end('{"code":"OVERLOADED"}')
      return void incoming.socket.destroy()
    }
    const { method, url, headers } = incoming
    const passed = request({ host: '127.0.0.1', port: target, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
}

beforeAll(async () => {
  stack = await createTestStack({ logLevel: 'error' })
  gate = createGate(Number(new URL(stack.url).port)).listen(0, '127.0.0.1')
  await new Promise((resolve) => gate.once('listening', resolve))
}, 120_000)
afterAll(async () => {
  gate?.close()
  await stack?.stop()
  rmSync(dataDir, { recursive: true })
})

it(
  'all demo people come in although every kind of request fails at first',
  { timeout: 120_000 },
  async () => {
    const jpeg = new Uint8Array(await (await phonePhoto()).arrayBuffer())
    let draws = 0
    const draw = async () => {
      draws += 1
      if (draws === 1) throw new Error('the drawing process ended')
      return jpeg
    }
    const door = { url: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`, botToken: stack.botToken }
    const seeding = seedDemo({
      door,
      people,
      dataDir,
      firstPeople: 1,
      firstWithinMs: 60_000,
      firstPauseMs: 5,
      log: testLog,
      artist: { draw, close: () => undefined },
    })
    await seeding.done
    expect([seeding.count(), refusals > 10]).toEqual([people, true])
  },
)

it('the arrival of demo people ends at once when it is told to while nobody can come in', async () => {
  const door = { url: 'http://127.0.0.1:9', botToken: stack.botToken }
  const artist = { draw: async () => new Uint8Array(), close: () => undefined }
  const seeding = seedDemo({ door, artist, people, dataDir, firstPeople: 1, firstWithinMs: 1, log: testLog })
  expect(await seeding.first).toBe(0)
  await seeding.stop()
  expect(seeding.count()).toBe(0)
})
