import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { ProfileDeleted } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'
import { testEvent } from '@kindred/testkit'

import { actsOf, botOf, type Chat, chatOf } from './events.js'
import { openWorld, type World } from './world.js'

let world: World
let acts: ReturnType<typeof actsOf>
let bot: ReturnType<typeof botOf>
beforeAll(async () => {
  world = await openWorld()
  ;[acts, bot] = [actsOf(world), botOf(world)]
})
afterAll(() => world.stop())
beforeEach(() => world.clock.set(new Date('2026-06-15T12:00:00Z')))

/** Two who matched some time ago; the name of the other is known. */
async function matched(): Promise<Chat> {
  const chat = chatOf()
  await acts.name(chat.partnerId, 'Bella', '1999-01-01')
  await acts.begin(chat)
  return chat
}

it('an offer to share contacts is told with the name of who offers, and the way to the conversation', async () => {
  const chat = await matched()
  await acts.contact(chat, 'CONTACT_OFFERED')
  expect(await bot.send(chat.userId)).toMatchObject([
    {
      kind: 'MATCH',
      matchNews: 'CONTACT_OFFERED',
      conversationId: chat.conversationId,
      person: { name: 'Bella' },
      link: `chat_${chat.conversationId}`,
    },
  ])
})

it('an offer that is taken back, or answered by the person, is not told', async () => {
  const chat = await matched()
  await acts.contact(chat, 'CONTACT_OFFERED')
  await acts.contact(chat, 'CONTACT_WITHDRAWN')
  expect(await bot.send(chat.userId)).toEqual([])
  await acts.contact(chat, 'CONTACT_OFFERED')
  await acts.contact(chat, 'CONTACT_SHARED', chat.userId)
  expect(await bot.send(chat.userId)).toEqual([])
})

it('whoever offered first is told that the other agreed', async () => {
  const chat = await matched()
  await acts.contact(chat, 'CONTACT_OFFERED', chat.userId)
  await acts.contact(chat, 'CONTACT_SHARED')
  expect(await bot.send(chat.userId)).toMatchObject([{ kind: 'MATCH', matchNews: 'CONTACT_SHARED' }])
})

it('an offer goes with its conversation, and nobody who looks at the app is told of one', async () => {
  const chat = await matched()
  await acts.contact(chat, 'CONTACT_OFFERED')
  await acts.end(chat)
  expect(await bot.send(chat.userId)).toEqual([])
  const present = await matched()
  const instance = newId()
  await acts.open(present.userId, instance)
  await acts.contact(present, 'CONTACT_OFFERED')
  await acts.close(present.userId, instance)
  world.clock.advance(60_000)
  expect(await bot.send(present.userId)).toEqual([])
})

it('a kind end is told by name, and leads nowhere', async () => {
  const chat = await matched()
  await acts.part(chat)
  expect(await bot.send(chat.userId)).toMatchObject([
    { kind: 'MATCH', matchNews: 'FAREWELL', person: { name: 'Bella' }, link: '' },
  ])
})

it('an end without a word is not told', async () => {
  const chat = await matched()
  await acts.end(chat)
  expect(await bot.send(chat.userId)).toEqual([])
})

it('what waits to be told of a farewell goes when the person leaves who said it', async () => {
  const chat = await matched()
  await acts.part(chat)
  await world.tell(testEvent(ProfileDeleted, chat.partnerId, { userId: chat.partnerId }))
  const left = await world.db.selectFrom('notice').select('id').where('user_id', '=', chat.userId).execute()
  expect(left).toEqual([])
})

it('contacts and farewells that come at night are no matches in the morning', async () => {
  world.clock.set(new Date('2026-06-15T02:00:00Z'))
  const userId = newId()
  for (let times = 0; times < 2; times += 1) {
    const chat = { ...chatOf(userId), position: times * 100 }
    await acts.begin(chat)
    await acts.contact(chat, 'CONTACT_OFFERED')
  }
  expect(await bot.send(userId)).toEqual([])
  world.clock.set(new Date('2026-06-15T12:00:00Z'))
  expect(await bot.send(userId)).toMatchObject([{ digest: { matches: 0, others: 2 } }])
})
