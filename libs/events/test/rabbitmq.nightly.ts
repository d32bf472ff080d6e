import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { type Rabbit, startRabbit } from '@kindred/testkit/rabbitmq'

import { startLoad } from './load.js'
import { surviveTrouble } from './rabbit-trouble.js'
import { openPair, transportOf, versionsOf, viewBroker } from './rabbit-world.js'
import { patience, startRelay, useWorld } from './transport-suite.js'

let rabbit: Rabbit
beforeAll(async () => {
  rabbit = await startRabbit()
  // RabbitMQ 3.10 loses queues for good that were made a moment before it is killed.
  await viewBroker(rabbit.url).emptyQueues('chat')
  await rabbit.shutDown()
  await rabbit.start()
})
afterAll(() => rabbit.stop())
const worldOf = useWorld()

it('fifty cuts of every connection to RabbitMQ and ten restarts lose no event of a hundred in a second, bring none twice and keep the order', async () => {
  const began = performance.now()
  const events = await surviveTrouble(worldOf(), rabbit, { cuts: 50, restarts: 10, everyMs: 10 })
  const rate = Math.round((events * 1_000) / (performance.now() - began))
  process.stdout.write(
    `${events} events, ${rate} a second, 50 cuts, 10 restarts: none lost, none twice, all in order\n`,
  )
  expect(events).toBeGreaterThan(1_000)
})

it('instances of a subscriber that are killed in the middle lose no event of RabbitMQ, apply none twice and keep the order', async () => {
  const world = worldOf()
  const { owner, listener } = await openPair(world)
  const transport = transportOf(world, rabbit.url, 'profile')
  world.cleaner.later(() => transport.close())
  await startRelay(world, owner, transport)
  const applied = async (): Promise<number> => (await listener.applied()).length
  const flows = async (): Promise<void> => {
    const before = await applied()
    await expect.poll(applied, patience).toBeGreaterThan(before + 20)
  }
  const startInstance = (): ChildProcess => {
    const file = fileURLToPath(new URL('rabbit-instance.ts', import.meta.url))
    const { serviceSecret } = world.authority
    const child = fork(file, [listener.url, rabbit.url, serviceSecret], { execArgv: ['--import', 'tsx'] })
    world.cleaner.later(() => child.kill('SIGKILL'))
    return child
  }
  const load = startLoad(owner, 5)
  world.cleaner.later(() => load.stop())
  for (let killed = 0; killed < 2; killed += 1) {
    const [first, second] = [startInstance(), startInstance()]
    await flows()
    first.kill('SIGKILL')
    await flows()
    second.kill('SIGKILL')
  }
  startInstance()
  await flows()
  const written = await load.stop()
  await expect.poll(applied, patience).toBe(load.written())
  expect(versionsOf(await listener.applied())).toEqual(written)
})
