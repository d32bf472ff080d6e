import { afterAll, beforeAll, expect, it } from 'vitest'

import { type Rabbit, startRabbit } from '@kindred/testkit/rabbitmq'

import { surviveTrouble } from './rabbit-trouble.js'
import { viewBroker } from './rabbit-world.js'
import { useWorld } from './transport-suite.js'

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
