import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type LogEntry, LogGrown } from '@kindred/contracts/chat'
import { MatchCreated } from '@kindred/contracts/discovery'
import { newId } from '@kindred/kernel'
import { testEvent } from '@kindred/testkit'

import { type ChatStack, matchEnded, type Pair, standingChanged, startChat } from './chat-stack.js'

let chat: ChatStack
beforeAll(async () => {
  chat = await startChat()
  await chat.keepEvents([LogGrown.$type])
})
afterAll(() => chat.stop())
beforeEach(() => chat.rows.db.deleteFrom('outbox_event').execute())

const send = async (pair: Pair, senderId: string, text = 'hello') =>
  (
    await chat.client.sendMessage(
      { conversationId: pair.conversationId, clientMessageId: newId(), text },
      await chat.as(senderId),
    )
  ).message!

/** What was told of a person's log, in its order. */
async function told(userId: string): Promise<LogEntry[]> {
  const events = await chat.keptEvents(LogGrown)
  return events
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.userId === userId)
    .sort((one, other) => one.position - other.position)
}

/** What PeekMessages says that a person has not read. */
async function peek(userId: string, pair: Pair, afterSeq = 0) {
  const { conversations } = await chat.client.peekMessages(
    { peeks: [{ userId, conversationId: pair.conversationId, afterSeq }] },
    { token: await chat.authority.serviceToken('notification', 'chat') },
  )
  return conversations.map(({ messages }) => messages.map(({ text }) => text))
}

describe('other services learn from chat', () => {
  it('of messages and read marks what each of the two people sees, without a word', async () => {
    const pair = await chat.match()
    await chat.rows.db.deleteFrom('outbox_event').execute()
    await send(pair, pair.alice, 'a secret')
    await chat.client.markRead({ conversationId: pair.conversationId, upToSeq: 1 }, await chat.as(pair.bob))
    const expected = [
      { kind: 'MESSAGE', actorId: pair.alice, seq: 1, conversationId: pair.conversationId },
      { kind: 'READ', actorId: pair.bob, seq: 1, conversationId: pair.conversationId },
    ]
    expect(await told(pair.alice)).toMatchObject(expected)
    expect(await told(pair.bob)).toMatchObject(expected)
    expect(JSON.stringify(await chat.keptEvents(LogGrown))).not.toContain('secret')
  })

  it('of a match who of the two has just made it', async () => {
    const [conversationId, alice, bob] = [newId(), newId(), newId()]
    const match = {
      matchId: conversationId,
      userIds: [alice, bob].sort(),
      createdAt: new Date(),
      madeBy: alice,
    }
    await chat.tell(testEvent(MatchCreated, conversationId, match))
    const ofMatch = async (userId: string) => (await told(userId)).filter(({ kind }) => kind === 'MATCH')
    expect(await ofMatch(alice)).toMatchObject([{ actorId: bob, isOwn: true }])
    expect(await ofMatch(bob)).toMatchObject([{ actorId: alice, isOwn: false }])
  })

  it('of the end of a conversation', async () => {
    const pair = await chat.match()
    await chat.tell(matchEnded(pair.conversationId, pair.alice, pair.bob))
    expect((await told(pair.bob)).at(-1)).toMatchObject({
      kind: 'CONVERSATION_ENDED',
      conversationId: pair.conversationId,
    })
    expect(await peek(pair.bob, pair)).toEqual([])
  })

  it('nothing of what a hidden person writes, until the standing is good again', async () => {
    const pair = await chat.match()
    await chat.tell(standingChanged(pair.alice, 1, 'HIDDEN'))
    await send(pair, pair.alice)
    const messages = async () => (await told(pair.bob)).filter(({ kind }) => kind === 'MESSAGE')
    expect(await messages()).toEqual([])
    expect(await peek(pair.bob, pair)).toEqual([[]])
    await chat.tell(standingChanged(pair.alice, 2, 'GOOD'))
    expect(await messages()).toMatchObject([{ actorId: pair.alice, seq: 1 }])
    expect(await peek(pair.bob, pair)).toEqual([['hello']])
  })
})

it('says what each of the two has not read, in order, and nothing of their own', async () => {
  const pair = await chat.match()
  await send(pair, pair.alice, 'one')
  await send(pair, pair.bob, 'mine')
  await send(pair, pair.alice, 'two')
  expect(await peek(pair.bob, pair)).toEqual([['one', 'two']])
  expect(await peek(pair.bob, pair, 1)).toEqual([['two']])
  expect(await peek(pair.alice, pair)).toEqual([['mine']])
  await chat.client.markRead({ conversationId: pair.conversationId, upToSeq: 1 }, await chat.as(pair.bob))
  expect(await peek(pair.bob, pair)).toEqual([['two']])
  expect(await peek(newId(), pair)).toEqual([])
})
