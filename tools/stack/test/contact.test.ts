import { afterAll, beforeAll, expect, it } from 'vitest'

import { settleCouple } from './couples.js'
import { listen, type Person, signInAgain } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

const place = { latitude: 56.95, longitude: 24.1 }
const patience = { interval: 50 }

let stack: TestStack
beforeAll(async () => void (stack = await createTestStack()))
afterAll(() => stack?.stop())

const contactOf = ({ client }: Person, id: string) => client.chat.getContact({ conversation_id: id })
const offer = ({ client }: Person, id: string, offered = true) =>
  client.chat.shareContact({ conversation_id: id, offered })

it('two who both want it get each other’s t.me links, and neither does before', async () => {
  const { one: alice, other: bob, conversationId } = await settleCouple(stack, place)
  await signInAgain(stack, alice.telegramId, 'Alice', 'alice_at_tg')
  await signInAgain(stack, bob.telegramId, 'Bob', 'bob_at_tg')
  const ear = listen(bob)

  const offered = await offer(alice, conversationId)
  expect(offered).toMatchObject({ offered: true, shared: false, own_link: 'https://t.me/alice_at_tg' })
  expect(JSON.stringify(offered)).not.toContain('bob_at_tg')
  await expect.poll(() => ear.of('contact.changed').length, patience).toBe(1)
  const seen = await contactOf(bob, conversationId)
  expect(seen).toMatchObject({ offered: false, participant_offers: true, shared: false })
  expect(JSON.stringify(seen)).not.toContain('alice_at_tg')

  expect(await offer(bob, conversationId)).toMatchObject({ shared: true, link: 'https://t.me/alice_at_tg' })
  expect(await contactOf(alice, conversationId)).toMatchObject({ link: 'https://t.me/bob_at_tg' })
  await expect(offer(alice, conversationId, false)).rejects.toMatchObject({ code: 'CONTACT_IS_SHARED' })

  // The name that holds is the present one; without one there is no link, and never the account's id.
  await signInAgain(stack, bob.telegramId, 'Bob')
  const without = await contactOf(alice, conversationId)
  expect(without.link).toBeUndefined()
  expect(JSON.stringify(without)).not.toContain(String(bob.telegramId))
})

it('whoever is told "not for me" hears it kindly, and the conversation is gone for both', async () => {
  const { one: alice, other: bob, conversationId } = await settleCouple(stack, place)
  const [herEar, hisEar] = [listen(alice), listen(bob)]
  await expect
    .poll(() => [herEar, hisEar].map(({ live }) => live.state), patience)
    .toEqual(['ready', 'ready'])
  await alice.client.discovery.unmatch({ match_id: conversationId, farewell: true })
  const endOf = (ear: typeof hisEar) => ear.of('conversation.ended').map(({ data }) => data.farewell)
  await expect.poll(() => endOf(hisEar), patience).toEqual([true])
  await expect.poll(() => endOf(herEar), patience).toEqual([false])
  expect((await bob.client.chat.listConversations()).conversations).toEqual([])
})
