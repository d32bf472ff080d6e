import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { freePorts } from '@kindred/testkit'
import { type BucketServer, hasBucketServer, startBucketServer } from '@kindred/testkit/bucket-server'
import { hasRabbit, type Rabbit, startRabbit } from '@kindred/testkit/rabbitmq'
import { hasRedisServer, type RedisServer, startRedisServer } from '@kindred/testkit/redis-server'

import { createStack, type ServiceName, type Stack } from '../src/index.js'
import { serviceNames } from '../src/names.js'
import { supervise, type Supervised } from '../src/steps/supervise.js'
import { KillMatrix, type Row, type Victim } from './kill-matrix.js'
import { tableOf } from './kill-table.js'
import { freeStackPorts } from './test-stack.js'
import { appProcess, bundleAllApps, checkout } from './victims.js'

/** Of every service; of the gateway there is one more. */
const instances = 2
const hangMs = 20_000
const harms = ['killed', 'hung'] as const
/** What a read may take to fail once its callers know, and how soon everything works again. */
const bars = { failMs: 300, recoverySeconds: 5 }
/** Of the reads that fail then one in a hundred may take longer: three instances of everything share the cores of one machine. */
const slowShare = 0.01
const patience = { timeout: 60_000, interval: 100 }

let stack: Stack | undefined
let matrix: KillMatrix | undefined
let oneMore: Supervised | undefined
let engines: { rabbit?: Rabbit; redis?: RedisServer; bucket?: BucketServer } = {}
const rows: Row[] = []

beforeAll(async () => {
  engines = {
    ...(hasRabbit && { rabbit: await startRabbit() }),
    ...(hasRedisServer && { redis: await startRedisServer() }),
    ...(hasBucketServer && { bucket: await startBucketServer() }),
  }
  const ports = await freeStackPorts(instances)
  await bundleAllApps()
  stack = await createStack({
    ports,
    processes: { checkout },
    durable: true,
    rateLimitScale: 1_000_000,
    environment: {
      DELETION_GRACE_DAYS: '0',
      ...(engines.rabbit && { RABBITMQ_URL: engines.rabbit.url }),
      ...(engines.redis && { REDIS_URL: engines.redis.url }),
      ...(engines.bucket && { MEDIA_S3_URL: engines.bucket.url }),
    },
  })
  const { botToken } = stack
  const [third, thirdOps] = await freePorts(2)
  oneMore = oneMoreGateway(stack.pids()['gateway-2']!, {
    GATEWAY_PORT: String(third),
    GATEWAY_OPS_PORT: String(thirdOps),
  })
  await vi.waitUntil(
    async () => (await fetch(`http://127.0.0.1:${thirdOps}/readyz`).catch(() => undefined))?.ok,
    patience,
  )
  const gateways = [...[ports, ...(ports.more ?? [])].map(({ gateway }) => gateway), third!]
  matrix = await KillMatrix.open({
    targets: gateways.map((port) => ({ url: `http://127.0.0.1:${port}`, botToken })),
    couples: 50,
    readsPerSecond: 200,
    writeEveryMs: 1_000,
    calmMs: 3_000,
    harmMs: hangMs,
  })
})

afterAll(async () => {
  matrix?.close()
  await oneMore?.stop()
  await stack?.stop()
  await engines.rabbit?.stop()
  await engines.redis?.kill()
  await engines.bucket?.stop()
  process.stdout.write(`${tableOf(rows)}\n`)
})

async function survive(victim: Victim): Promise<void> {
  const row = await matrix!.harm(victim)
  rows.push(row)
  process.stdout.write(`${tableOf([row])}\n`)
  expect(row).toMatchObject({ lost: 0, doubled: 0, gaps: 0, others: { failed: [] } })
  expect(row.own.typicalFailMs).toBeLessThanOrEqual(bars.failMs)
  expect(row.own.slow).toBeLessThanOrEqual(row.own.failedKnown * slowShare)
  expect(row.recoverySeconds).toBeLessThanOrEqual(bars.recoverySeconds)
}

const nobody = new Set<ServiceName>()

describe.each(harms)('%s', (harm) => {
  it.each(serviceNames)(
    `one of two instances of %s ${harm} loses, doubles and delays nothing`,
    async (name) =>
      survive({
        name,
        harm,
        services: new Set([name]),
        ...appProcess(() => stack!.pids()[name], harm),
      }),
  )

  it.each([1, 2, 3])(`gateway %s ${harm} is felt by nobody at another one`, async (number) => {
    const name = number === 1 ? 'gateway' : `gateway-${number}`
    await survive({
      name,
      harm,
      services: nobody,
      gateway: number - 1,
      ...appProcess(() => (number === 3 ? oneMore!.pid() : stack!.pids()[name]), harm),
    })
  })

  it(`PostgreSQL ${harm} loses nothing that was acknowledged`, async () =>
    survive({ name: 'postgres', harm, services: new Set(serviceNames), ...postgres(harm) }))

  it.skipIf(!hasRabbit)(`RabbitMQ ${harm} is felt by no reader and no writer`, async () => {
    const rabbit = engines.rabbit!
    await survive({
      name: 'rabbitmq',
      harm,
      services: nobody,
      strike: () => (harm === 'killed' ? rabbit.kill() : rabbit.hang()),
      mend: () => (harm === 'killed' ? rabbit.start() : rabbit.resume()),
    })
  })

  it.skipIf(!hasRedisServer)(`Redis ${harm} is felt by no reader and no writer`, async () =>
    survive({ name: 'redis', harm, services: nobody, ...server(engines.redis!, harm) }),
  )

  it.skipIf(!hasBucketServer)(`the S3 server ${harm} is felt by no reader and no writer`, async () =>
    survive({ name: 's3', harm, services: nobody, ...server(engines.bucket!, harm) }),
  )
})

const server = (
  one: Pick<RedisServer, 'kill' | 'start' | 'freeze' | 'wake'>,
  harm: Victim['harm'],
): Pick<Victim, 'strike' | 'mend'> => ({
  strike: () => (harm === 'killed' ? one.kill() : one.freeze()),
  mend: () => (harm === 'killed' ? one.start() : one.wake()),
})

/** Another gateway with the settings of one that runs, but for its ports. */
function oneMoreGateway(like: number, ports: Readonly<Record<string, string>>): Supervised {
  const environment = Object.fromEntries(
    readFileSync(`/proc/${like}/environ`, 'utf8')
      .split('\0')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  return supervise({
    name: 'gateway-3',
    script: join(checkout, 'apps', 'gateway', 'dist', 'main.js'),
    preload: join(checkout, 'tools', 'stack', 'dist', 'attached.js'),
    environment: { ...environment, ...ports },
    print: () => undefined,
  })
}

/** The built-in one: every process of it. */
function postgres(harm: Victim['harm']): Pick<Victim, 'strike' | 'mend'> {
  const { pid, outage } = stack!.postgres!
  let bringBack = async (): Promise<void> => undefined
  let stopped: readonly number[] = []
  return {
    strike: async () => {
      if (harm === 'killed') bringBack = await outage()
      else for (const one of (stopped = [pid(), ...childrenOf(pid())])) process.kill(one, 'SIGSTOP')
    },
    mend: async () => {
      if (harm === 'killed') await bringBack()
      else for (const one of stopped) process.kill(one, 'SIGCONT')
    },
  }
}

const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] === String(parent)
      } catch {
        return false
      }
    })
    .map(Number)
