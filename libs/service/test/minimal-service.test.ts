import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createClient } from '@kindred/rpc'
import { createTestAuthority, testTransport } from '@kindred/testkit'

import type { ServiceConfig } from '../src/index.js'
import { ThingServiceService } from './minimal/contract.js'
import { createThingService } from './minimal/service.js'
import { createCleaner, openConfig } from './world.js'

const cleaner = createCleaner()
let config: ServiceConfig

beforeEach(async () => {
  config = await openConfig(await createTestAuthority(), cleaner)
})
afterEach(() => cleaner.clean())

const pathOf = (file: string): string => fileURLToPath(new URL(`minimal/${file}`, import.meta.url))

describe('a new service', () => {
  it('costs at most 45 lines in six files before its first line of meaning', async () => {
    const files = ['main.ts', 'config.ts', 'context.ts', 'service.ts', 'migrations/index.ts', 'rpc/index.ts']
    const texts = await Promise.all(files.map((file) => readFile(pathOf(file), 'utf8')))
    const lines = texts.map((text) => text.trimEnd().split('\n').length)
    expect(lines.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(45)
  })

  it('answers calls, is ready, and is gone after its stop', async () => {
    const service = createThingService(config)
    await service.start()
    cleaner.later(service.stop)
    const transport = testTransport(`127.0.0.1:${service.rpcPort}`)
    cleaner.later(() => transport.close())
    const client = createClient(ThingServiceService, transport)
    expect(await client.getJwks({})).toEqual({ keys: [] })
    const ready = await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)
    expect(ready.status).toBe(200)
    const metrics = await (await fetch(`http://127.0.0.1:${service.opsPort}/metrics`)).text()
    expect(metrics).toMatch(/kindred_outbox_dead_letters\{.*\} 0/)
    await service.stop()
    await expect(client.getJwks({}, { deadlineMs: 300 })).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

describe('its process', () => {
  const node = ['--import', 'tsx', pathOf('main.ts')]
  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    NODE_ENV: 'test',
    THING_DATABASE_URL: config.databaseUrl,
    SERVICE_SECRET: 's'.repeat(64),
    THING_RPC_PORT: '0',
    THING_OPS_PORT: '0',
    LOG_LEVEL: 'info',
  })

  it('only migrates when told so', async () => {
    const migrate = (): Promise<{ stdout: string }> =>
      promisify(execFile)(process.execPath, [...node, 'migrate'], { env: environment() })
    expect((await migrate()).stdout).toMatch(/^thing: ran events-0001, .*idempotency-0001$/m)
    expect((await migrate()).stdout).toContain('thing: up to date')
  })

  it('drains at SIGTERM and exits with 0', async () => {
    const child = spawn(process.execPath, node, { env: environment() })
    cleaner.later(() => child.kill('SIGKILL'))
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    await expect.poll(() => output, { timeout: 60_000 }).toContain('serving')
    child.kill('SIGTERM')
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  it('names every fault of its configuration and does not start', async () => {
    const wrong = { THING_DATABASE_URL: 'nonsense', THING_RPC_PORT: 'many', SERVICE_SECRET: undefined }
    const env = { ...environment(), NODE_ENV: 'production', ...wrong }
    const failure = promisify(execFile)(process.execPath, node, { env })
    await expect(failure).rejects.toMatchObject({ code: 1 })
    const { stderr } = (await failure.catch((error: unknown) => error)) as { stderr: string }
    for (const name of ['THING_DATABASE_URL', 'THING_RPC_PORT', 'SERVICE_SECRET'])
      expect(stderr).toContain(name)
    expect(stderr).not.toContain(' at ')
  })
})
