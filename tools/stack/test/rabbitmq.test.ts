import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { hasRabbit, type Rabbit, startRabbit } from '@kindred/testkit/rabbitmq'

import { match, sees } from './couples.js'
import { type Person, settle } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

const place = { latitude: 59.437, longitude: 24.7536 }
const patience = { timeout: 60_000, interval: 50 }

describe.skipIf(!hasRabbit)('a Kindred with RabbitMQ', () => {
  let rabbit: Rabbit
  let stack: TestStack
  beforeAll(async () => {
    rabbit = await startRabbit()
    stack = await createTestStack({ environment: { RABBITMQ_URL: rabbit.url } })
  })
  afterAll(async () => {
    await stack?.stop()
    await rabbit.stop()
  })

  const woman = () => settle(stack, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place })
  const man = () => settle(stack, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place })
  const conversationsOf = async ({ client }: Person): Promise<string[]> =>
    (await client.chat.listConversations()).conversations.map(({ conversation_id: id }) => id)
  const readinessOf = async (service: 'discovery' | 'chat'): Promise<unknown> =>
    (await fetch(`${stack.ops[service]}/readyz`)).json()

  it('with RabbitMQ two people who like each other get a conversation and write to each other', async () => {
    const [alice, bob] = await Promise.all([woman(), man()])
    await Promise.all([sees(alice, bob), sees(bob, alice)])
    const conversationId = await match(alice, bob)
    await bob.client.chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: newId(),
      text: 'Hello, Alice',
    })
    const { messages } = await alice.client.chat.listMessages({ conversation_id: conversationId })
    expect(messages.map(({ text }) => text)).toEqual(['Hello, Alice'])
    expect(await readinessOf('chat')).toMatchObject({ status: 'ready', broker: 'connected' })
  })

  it('while RabbitMQ is away people match all the same, and their conversation comes when it is back', async () => {
    const [alice, bob] = await Promise.all([woman(), man()])
    await Promise.all([sees(alice, bob), sees(bob, alice)])
    await rabbit.shutDown()
    await alice.client.discovery.like({ target_user_id: bob.userId })
    const { matched } = await bob.client.discovery.like({ target_user_id: alice.userId })
    expect(matched).toBe(true)
    await expect
      .poll(() => readinessOf('discovery'), patience)
      .toMatchObject({ status: 'ready', broker: 'away' })
    expect(await conversationsOf(bob)).toEqual([])
    await rabbit.start()
    await expect.poll(() => conversationsOf(bob), patience).toHaveLength(1)
    await expect.poll(() => readinessOf('discovery'), patience).toMatchObject({ broker: 'connected' })
  })
})
