import { afterAll, beforeAll, expect, it } from 'vitest'

import { LogGrown } from '@kindred/contracts/chat'
import { newId } from '@kindred/kernel'

import {
  type ChatStack,
  code,
  matchEnded,
  matchParted,
  type Pair,
  standingChanged,
  startChat,
} from './chat-stack.js'

let chat: ChatStack
beforeAll(async () => {
  chat = await startChat()
  await chat.keepEvents([LogGrown.$type])
})
afterAll(() => chat.stop())

const look = async ({ conversationId }: Pair, userId: string) =>
  (await chat.client.getContact({ conversationId }, await chat.as(userId))).contact!
const offer = async ({ conversationId }: Pair, userId: string, offered = true) =>
  (await chat.client.shareContact({ conversationId, offered }, await chat.as(userId))).contact!

/** What a person's own log says of contacts and ends. */
const told = async (userId: string): Promise<string[]> => {
  const { events } = await chat.client.sync({ since: '0', pageSize: 500 }, await chat.as(userId))
  return events.flatMap(({ event }) => {
    if (event?.$case === 'conversationEnded') return [`ended ${event.value.farewell ? 'kindly' : ''}`.trim()]
    if (event?.$case !== 'contactChanged') return []
    return [`${event.value.userId === userId ? 'I' : 'they'} ${event.value.shared ? 'shared' : 'changed'}`]
  })
}

it('contacts are shared once both have offered, and the first is told of each step', async () => {
  const pair = await chat.match()
  expect(await look(pair, pair.alice)).toMatchObject({
    offered: false,
    participantOffers: false,
    shared: false,
    participantId: pair.bob,
  })
  expect(await offer(pair, pair.alice)).toMatchObject({ offered: true, shared: false })
  expect(await look(pair, pair.bob)).toMatchObject({ offered: false, participantOffers: true, shared: false })
  expect(await offer(pair, pair.bob)).toMatchObject({ offered: true, shared: true })
  expect(await look(pair, pair.alice)).toMatchObject({ participantOffers: true, shared: true })
  expect(await told(pair.alice)).toEqual(['I changed', 'they shared'])
  expect(await told(pair.bob)).toEqual(['they changed', 'I shared'])
})

it('an offer can be taken back before the other agrees, and not afterwards', async () => {
  const pair = await chat.match()
  await offer(pair, pair.alice)
  expect(await offer(pair, pair.alice, false)).toMatchObject({ offered: false })
  expect(await offer(pair, pair.bob)).toMatchObject({ shared: false, participantOffers: false })
  expect(await offer(pair, pair.alice)).toMatchObject({ shared: true })
  await expect(offer(pair, pair.bob, false)).rejects.toMatchObject(code('CONTACT_IS_SHARED'))
  expect(await look(pair, pair.alice)).toMatchObject({ shared: true })
})

it('the same offer again tells nobody anything', async () => {
  const pair = await chat.match()
  for (let times = 0; times < 3; times += 1) await offer(pair, pair.alice)
  expect(await told(pair.bob)).toEqual(['they changed'])
})

it('two who offer at the same moment both have it, and nobody waits for the other', async () => {
  const pair = await chat.match()
  const states = await Promise.all([offer(pair, pair.alice), offer(pair, pair.bob)])
  expect(states.filter(({ shared }) => shared)).toHaveLength(1)
  expect(await look(pair, pair.alice)).toMatchObject({ shared: true })
  expect(await look(pair, pair.bob)).toMatchObject({ shared: true })
})

it('nobody else learns or does anything, and nothing is left when the conversation ends', async () => {
  const pair = await chat.match()
  const unknown = code('CONVERSATION_NOT_FOUND')
  await expect(look(pair, newId())).rejects.toMatchObject(unknown)
  await expect(offer(pair, newId())).rejects.toMatchObject(unknown)
  await offer(pair, pair.alice)
  await chat.tell(matchEnded(pair.conversationId, pair.alice, pair.bob))
  await expect(look(pair, pair.alice)).rejects.toMatchObject(unknown)
  await expect(offer(pair, pair.bob)).rejects.toMatchObject(unknown)
  expect(await told(pair.bob)).toEqual(['ended'])
})

it('no offer passes between a hidden person and the other, and neither can tell', async () => {
  const pair = await chat.match()
  await chat.tell(standingChanged(pair.alice, 1, 'HIDDEN'))
  await offer(pair, pair.alice)
  expect(await offer(pair, pair.bob)).toMatchObject({ participantOffers: false, shared: false })
  expect(await look(pair, pair.alice)).toMatchObject({ offered: true, participantOffers: false })
  expect(await told(pair.bob)).toEqual(['I changed'])
  expect(await told(pair.alice)).toEqual(['I changed'])
  await chat.tell(standingChanged(pair.alice, 2, 'GOOD'))
  expect(await look(pair, pair.bob)).toMatchObject({ participantOffers: true, shared: true })
})

it('what a hidden person sees of the contact stays as it was, and an offer from before can be accepted', async () => {
  const pair = await chat.match()
  await offer(pair, pair.bob)
  const before = await look(pair, pair.alice)
  await chat.tell(standingChanged(pair.alice, 1, 'HIDDEN'))
  expect(await look(pair, pair.alice)).toEqual(before)
  const accepted = { offered: true, participantOffers: true, shared: true }
  expect(await offer(pair, pair.alice)).toMatchObject(accepted)
  expect(await look(pair, pair.alice)).toMatchObject(accepted)
  expect(await told(pair.alice)).toEqual(['they changed', 'I shared'])
  expect(await look(pair, pair.bob)).toMatchObject({ participantOffers: false, shared: false })
  expect(await told(pair.bob)).toEqual(['I changed'])
  await offer(pair, pair.bob, false)
  expect(await look(pair, pair.alice)).toMatchObject(accepted)
  await expect(offer(pair, pair.alice, false)).rejects.toMatchObject(code('CONTACT_IS_SHARED'))
  await offer(pair, pair.bob)
  await chat.tell(standingChanged(pair.alice, 2, 'GOOD'))
  expect(await look(pair, pair.bob)).toMatchObject(accepted)
})

it('an offer that reached nobody reaches the other once nobody is hidden, and is seen when one is hidden again', async () => {
  const pair = await chat.match()
  await chat.tell(standingChanged(pair.alice, 1, 'HIDDEN'))
  await offer(pair, pair.bob)
  expect(await look(pair, pair.alice)).toMatchObject({ participantOffers: false })
  await chat.tell(standingChanged(pair.alice, 2, 'GOOD'))
  expect(await look(pair, pair.alice)).toMatchObject({ participantOffers: true })
  await chat.tell(standingChanged(pair.alice, 3, 'HIDDEN'))
  expect(await look(pair, pair.alice)).toMatchObject({ participantOffers: true })
})

it('a kind end is told to the other alone, in the person’s log and to the other services', async () => {
  const pair = await chat.match()
  await chat.tell(matchParted(pair.conversationId, pair.alice, pair.bob))
  expect(await told(pair.bob)).toEqual(['ended kindly'])
  expect(await told(pair.alice)).toEqual(['ended'])
  const ends = (await chat.keptEvents(LogGrown)).flatMap(({ entries }) =>
    entries.filter(
      ({ kind, conversationId }) => kind === 'CONVERSATION_ENDED' && conversationId === pair.conversationId,
    ),
  )
  expect(ends.map(({ userId, farewell }) => [userId === pair.bob, farewell])).toEqual(
    expect.arrayContaining([
      [true, true],
      [false, false],
    ]),
  )
})

it('the kind word of a hidden person reaches nobody', async () => {
  const pair = await chat.match()
  await chat.tell(standingChanged(pair.alice, 1, 'HIDDEN'))
  await chat.tell(matchParted(pair.conversationId, pair.alice, pair.bob))
  expect(await told(pair.bob)).toEqual(['ended'])
})
