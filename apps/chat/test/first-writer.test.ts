import { afterAll, beforeAll, expect, it } from 'vitest'

import { type FirstWriter, Privacy } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'

import { type ChatStack, code, type Pair, profileChanged, standingChanged, startChat } from './chat-stack.js'

let chat: ChatStack
beforeAll(async () => void (chat = await startChat()))
afterAll(() => chat.stop())

const refused = code('PARTNER_WRITES_FIRST')
const send = async (pair: Pair, senderId: string, more: { idempotencyKey?: string } = {}) => {
  const request = { conversationId: pair.conversationId, clientMessageId: newId(), text: 'Hello' }
  return (await chat.client.sendMessage(request, { ...(await chat.as(senderId)), ...more })).message!
}
const isHeldBack = async (userId: string) =>
  (await chat.client.listConversations({ pageSize: 0, pageToken: '' }, await chat.as(userId)))
    .conversations[0]!.participantWritesFirst
let version = 1
const choose = (userId: string, firstWriter: FirstWriter) =>
  chat.tell(profileChanged(userId, { version: ++version, privacy: Privacy.fromPartial({ firstWriter }) }))

/** Two who matched, of whom the first wants to write first. */
async function reserved(): Promise<Pair> {
  const pair = await chat.match()
  await choose(pair.alice, 'ME')
  await choose(pair.bob, 'ANYONE')
  return pair
}

it('the partner of somebody who writes first is told so and refused until the first message is there', async () => {
  const pair = await reserved()
  expect([await isHeldBack(pair.alice), await isHeldBack(pair.bob)]).toEqual([false, true])
  await expect(send(pair, pair.bob)).rejects.toMatchObject(refused)
  await expect(send(pair, pair.bob, { idempotencyKey: newId() })).rejects.toMatchObject(refused)
  expect((await send(pair, pair.alice)).seq).toBe(1)
  expect(await isHeldBack(pair.bob)).toBe(false)
  expect((await send(pair, pair.bob)).seq).toBe(2)
})

it('a first message and its answer are taken in one after the other when they arrive together', async () => {
  const pair = await reserved()
  const [begun, answer] = await Promise.allSettled([send(pair, pair.alice), send(pair, pair.bob)])
  expect(begun).toMatchObject({ status: 'fulfilled', value: { seq: 1 } })
  expect([answer.status, (await send(pair, pair.bob)).seq]).toEqual(
    answer.status === 'fulfilled' ? ['fulfilled', 3] : ['rejected', 2],
  )
})

it('either of two may who both wanted to write first when they matched', async () => {
  const [alice, bob] = [newId(), newId()]
  await choose(alice, 'ME')
  await choose(bob, 'ME')
  const pair = await chat.match(alice, bob)
  expect([await isHeldBack(pair.alice), await isHeldBack(pair.bob)]).toEqual([false, false])
  expect((await send(pair, pair.bob)).seq).toBe(1)
})

it.each(['before the match', 'after the match'])(
  'a partner who wants to write first as well, but later, changes nothing where the other chose it %s',
  async (when) => {
    const [alice, bob] = [newId(), newId()]
    await choose(bob, 'ANYONE')
    if (when === 'before the match') await choose(alice, 'ME')
    const pair = await chat.match(alice, bob)
    if (when === 'after the match') await choose(alice, 'ME')
    await choose(bob, 'ME')
    expect([await isHeldBack(alice), await isHeldBack(bob)]).toEqual([false, true])
    await expect(send(pair, bob)).rejects.toMatchObject(refused)
    await choose(alice, 'ANYONE')
    expect([await isHeldBack(alice), await isHeldBack(bob)]).toEqual([true, false])
    expect((await send(pair, bob)).seq).toBe(1)
  },
)

it('the choice can be taken back, and comes too late in a conversation that has begun', async () => {
  const pair = await reserved()
  await choose(pair.alice, 'ANYONE')
  expect((await send(pair, pair.bob)).seq).toBe(1)
  await choose(pair.alice, 'ME')
  expect(await isHeldBack(pair.bob)).toBe(false)
  expect((await send(pair, pair.bob)).seq).toBe(2)
})

it('a first message that a hidden person wrote opens the conversation to nobody who does not get it', async () => {
  const pair = await reserved()
  await chat.tell(standingChanged(pair.alice, 1, 'HIDDEN'))
  await send(pair, pair.alice)
  expect([await isHeldBack(pair.alice), await isHeldBack(pair.bob)]).toEqual([false, true])
  await expect(send(pair, pair.bob)).rejects.toMatchObject(refused)
  expect((await send(pair, pair.alice)).seq).toBe(2)
  await chat.tell(standingChanged(pair.alice, 2, 'GOOD'))
  expect(await isHeldBack(pair.bob)).toBe(false)
  expect((await send(pair, pair.bob)).seq).toBe(3)
})

it('somebody whose profile has not come yet is held back as well', async () => {
  const pair = await chat.match()
  await choose(pair.alice, 'ME')
  expect(await isHeldBack(pair.bob)).toBe(true)
  await expect(send(pair, pair.bob)).rejects.toMatchObject(refused)
})
