import { afterAll, beforeAll, expect, it } from 'vitest'

import { createMetrics, serviceNames } from '@kindred/runtime'

import { measureInstances, tellInstances } from '../src/health/known-instances.js'
import { countInstances } from '../src/health/probe.js'
import { openServices } from '../src/services.js'
import { bareServices, startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

let gateway: TestGateway
const health = () => send(gateway, { url: '/health' })

beforeAll(async () => {
  gateway = await startGateway({ services: bareServices })
})
afterAll(() => gateway.close())

it('asks every service and says how long each took', async () => {
  const answer = await health()
  const service = { status: 'healthy', latency_ms: expect.any(Number), instances: 1 }
  expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
  expect(answer.json).toEqual({
    status: 'healthy',
    version: '0.0.0-test',
    services: Object.fromEntries(serviceNames.map((name) => [name, service])),
  })
})

it('is degraded while some services are away, unhealthy when all are, and needs no restart to see it', async () => {
  await gateway.stopService('media')
  const stateOf = async () => {
    const { status, json } = await health()
    return [status, json['status']]
  }
  await expect.poll(stateOf, { timeout: 60_000 }).toEqual([200, 'degraded'])
  const { media, chat } = (await health()).json['services'] as Record<string, object>
  expect(media).toEqual({ status: 'unhealthy', instances: 1 })
  expect(chat).toMatchObject({ status: 'healthy' })
  for (const name of serviceNames) if (name !== 'media') await gateway.stopService(name)
  await expect.poll(stateOf, { timeout: 60_000 }).toEqual([503, 'unhealthy'])
})

it.each([
  ['127.0.0.1:8081', 1],
  ['[::1]:8081', 1],
  ['dns:///127.0.0.1:8081', 1],
  ['no-such-host.invalid:8081', 0],
  ['10.0.0.1:8081,10.0.0.2:8081', 2],
  ['ipv4:10.0.0.1:8081,10.0.0.2:8081,10.0.0.1:8081', 2],
  ['ipv6:[::1]:8081,[::2]:8081', 2],
])('counts the addresses behind %s', async (address, count) => {
  expect(await countInstances(address)).toBe(count)
})

it('counts the addresses of a name', async () => {
  expect(await countInstances('dns:///localhost:8081')).toBeGreaterThan(0)
})

it('tells operators of each instance by its address, and nobody else', async () => {
  const all = await startGateway({ services: bareServices })
  const peers = { ...all.context.config.peers }
  peers.chat = `${peers.chat},127.0.0.1:9`
  const services = openServices(peers)
  const metrics = createMetrics('gateway')
  measureInstances(metrics, services.transports)
  const chat = () => tellInstances(services.transports)['chat']
  const [serving, away] = [peers.chat.split(',')[0], '127.0.0.1:9']
  await expect.poll(chat, { timeout: 60_000 }).toEqual({
    cut: false,
    instances: [
      { address: serving, state: 'serving', in_flight: 0 },
      { address: away, state: 'away', in_flight: 0 },
    ].sort((one, other) => (one.address! < other.address! ? -1 : 1)),
  })
  const text = await metrics.render()
  expect(text).toMatch(/kindred_instances\{peer="chat",state="away",service="gateway"\} 1/)
  expect(text).toMatch(/kindred_service_cut\{peer="chat",service="gateway"\} 0/)
  expect(JSON.stringify((await health()).json)).not.toContain('127.0.0.1')
  services.close()
  await all.close()
})

it('asks each instance of a list, and is degraded when one of them is away', async () => {
  const other = await startGateway({ services: bareServices })
  const peers = { ...other.context.config.peers }
  peers.auth = `${peers.auth},${peers.chat}`
  peers.chat = `${peers.chat},127.0.0.1:9`
  const listed = await startGateway({ config: { peers } })
  const { json } = await send(listed, { url: '/health' })
  expect(json).toMatchObject({
    status: 'degraded',
    services: {
      auth: { status: 'healthy', instances: 2 },
      chat: { status: 'degraded', instances: 2, answering: 1 },
      media: { status: 'healthy', instances: 1 },
    },
  })
  await listed.close()
  await other.close()
})
