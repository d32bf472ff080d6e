import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Stack } from '../src/index.js'
import { settleCouple } from './couples.js'
import { type Ear, listen, type Person } from './people.js'
import { openSecondGateway, type SecondGateway, through } from './second-gateway.js'
import { createTestStack } from './test-stack.js'

let stack: Stack
let gateway: SecondGateway
beforeAll(async () => {
  stack = await createTestStack()
  gateway = await openSecondGateway(stack)
}, 120_000)
afterAll(async () => {
  await gateway.stop()
  await stack.stop()
})

const patience = { timeout: 60_000, interval: 20 }

/** An ear that notes when each event of somebody's came. */
function listenTo(person: Person, other: Person) {
  const ear = listen(person)
  const came: number[] = []
  ear.live.on((event) => {
    if (JSON.stringify(event).includes(`"${other.userId}"`)) came.push(performance.now())
  })
  return { ear, came }
}

/** Writes, types and reads without a pause until it is refused; resolves with how many messages were taken. */
async function talk(ear: Ear, conversationId: string, until: AbortSignal): Promise<number> {
  let taken = 0
  for (; !until.aborted; taken += 1) {
    try {
      await ear.live.setTyping(conversationId, taken % 2 === 0 ? 'STARTED' : 'STOPPED')
      const { seq } = await ear.live.sendMessage({
        conversation_id: conversationId,
        text: `message ${taken}`,
      })
      await ear.live.setRead(conversationId, seq)
    } catch {
      break
    }
  }
  return taken
}

const endsOf = (ear: Ear): number => ear.of('conversation.ended').length

describe('after the answer to a block', () => {
  it.each([1, 2, 3])(
    'after the answer to a block nothing of the other comes, whatever was in flight (round %i)',
    async (round) => {
      const place = { latitude: 10 + 3 * round, longitude: -100 }
      const { one: alice, other: dave, conversationId } = await settleCouple(stack, place)
      const far = { alice: through(gateway, alice), dave: through(gateway, dave) }
      const here = [listenTo(alice, dave), listenTo(dave, alice)] as const
      const there = [listenTo(far.alice, dave), listenTo(far.dave, alice)] as const
      const ears = [...here, ...there].map(({ ear }) => ear)
      await expect.poll(() => ears.map(({ live }) => live.state), patience).toEqual(Array(4).fill('ready'))
      const stop = new AbortController()
      const talking = ears.map((ear) => talk(ear, conversationId, stop.signal))
      await expect
        .poll(() => Math.min(...[...here, ...there].map(({ came }) => came.length)), patience)
        .toBeGreaterThan(5)

      await alice.client.discovery.block({ target_user_id: dave.userId })
      const answered = performance.now()
      const before = here.map(({ came }) => came.length)
      await expect.poll(() => ears.map(endsOf), patience).toEqual(Array(4).fill(1))
      stop.abort()
      for (const { live } of ears) live.close()
      await Promise.all(talking)
      expect(here.map(({ came }) => came.length)).toEqual(before)
      // Another gateway hears of the block from discovery.
      const last = Math.max(...there.flatMap(({ came }) => came)) - answered
      process.stdout.write(
        `from a block to the last event at another gateway: ${Math.round(last)} ms (promised 1000)\n`,
      )
    },
    90_000,
  )
})
