import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { type ChatStack, code, matchCreated, type Pair, profileChanged, startChat } from './chat-stack.js'

let chat: ChatStack

beforeAll(async () => {
  chat = await startChat()
})
afterAll(() => chat.stop())

const conversations = async (userId: string, pageSize = 0, pageToken = '') =>
  chat.client.listConversations({ pageSize, pageToken }, await chat.as(userId))

const only = async (userId: string) => (await conversations(userId)).conversations[0]!

const send = async (pair: Pair, senderId: string, text: string) => {
  const request = { conversationId: pair.conversationId, clientMessageId: newId(), text }
  return (await chat.client.sendMessage(request, await chat.as(senderId))).message!
}

const markRead = async (pair: Pair, userId: string, upToSeq: number) =>
  chat.client.markRead({ conversationId: pair.conversationId, upToSeq }, await chat.as(userId))

describe('a match', () => {
  it('opens one conversation for both people of a match, also when it is announced twice', async () => {
    const [alice, bob, matchId] = [newId(), newId(), newId()]
    await chat.tell(matchCreated(matchId, alice, bob), matchCreated(matchId, alice, bob))
    for (const [me, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      const { conversations: list } = await conversations(me)
      expect(list).toMatchObject([
        { conversationId: matchId, participant: { userId: other, name: '' }, unreadCount: 0 },
      ])
      expect(list[0]!.lastMessage).toBeUndefined()
    }
  })

  it('shows the partner as soon as the profile is known, and never an older version of it', async () => {
    const pair = await chat.match()
    const photo = {
      mediaId: newId(),
      ownerId: pair.bob,
      thumbhash: 'abc',
      width: 640,
      height: 800,
      urls: undefined,
    }
    await chat.tell(profileChanged(pair.bob, { version: 2, name: 'Bob', photos: [photo] }))
    await chat.tell(profileChanged(pair.bob, { version: 1, name: 'Old Bob' }))
    expect((await only(pair.alice)).participant).toEqual({ userId: pair.bob, name: 'Bob', photo })
    await chat.tell(profileChanged(pair.bob, { version: 3, name: 'Robert' }))
    expect((await only(pair.alice)).participant).toEqual({
      userId: pair.bob,
      name: 'Robert',
      photo: undefined,
    })
  })
})

describe('the list', () => {
  it('lists each conversation once, page by page, the latest activity first', async () => {
    const me = newId()
    const pairs: Pair[] = []
    for (let i = 0; i < 5; i++) pairs.push(await chat.match(me))
    await send(pairs[1]!, me, 'to the top')
    const message = await send(pairs[3]!, pairs[3]!.bob, 'above it')
    const seen: string[] = []
    let token = ''
    do {
      const page = await conversations(me, 2, token)
      seen.push(...page.conversations.map((one) => one.conversationId))
      token = page.nextPageToken
    } while (token !== '')
    expect(seen).toEqual([3, 1, 4, 2, 0].map((i) => pairs[i]!.conversationId))
    expect((await only(me)).lastMessage).toEqual(message)
  })

  it('refuses a page token of conversations that it did not give out', async () => {
    await expect(conversations(newId(), 0, 'bm9wZQ')).rejects.toMatchObject(code('PAGE_TOKEN_INVALID'))
    for (const key of [['x', newId()], [1e300, newId()], [1, 'y'], [1]]) {
      const foreign = Buffer.from(JSON.stringify(key)).toString('base64url')
      await expect(conversations(newId(), 0, foreign)).rejects.toMatchObject(code('PAGE_TOKEN_INVALID'))
    }
  })
})

describe('reading', () => {
  it('counts the messages of the other person above the read mark as unread', async () => {
    const pair = await chat.match()
    for (const sender of [pair.bob, pair.alice, pair.bob, pair.bob]) await send(pair, sender, 'x')
    expect((await only(pair.alice)).unreadCount).toBe(3)
    expect((await only(pair.bob)).unreadCount).toBe(1)
    expect(await markRead(pair, pair.alice, 3)).toEqual({ readUpToSeq: 3, unreadCount: 1 })
    expect(await only(pair.alice)).toMatchObject({
      unreadCount: 1,
      readUpToSeq: 3,
      participantReadUpToSeq: 0,
    })
    expect(await only(pair.bob)).toMatchObject({ readUpToSeq: 0, participantReadUpToSeq: 3 })
    await send(pair, pair.bob, 'one more')
    expect((await only(pair.alice)).unreadCount).toBe(2)
  })

  it('moves a read mark never back and never beyond the newest message', async () => {
    const pair = await chat.match()
    expect(await markRead(pair, pair.alice, 9)).toEqual({ readUpToSeq: 0, unreadCount: 0 })
    for (let i = 0; i < 3; i++) await send(pair, pair.bob, 'x')
    expect(await markRead(pair, pair.alice, 99)).toEqual({ readUpToSeq: 3, unreadCount: 0 })
    expect(await markRead(pair, pair.alice, 1)).toEqual({ readUpToSeq: 3, unreadCount: 0 })
  })

  it('counts unread messages right while messages and read marks arrive at once', async () => {
    const pair = await chat.match()
    await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        await send(pair, pair.bob, `${i}`)
        if (i % 3 === 0) await markRead(pair, pair.alice, i + 1)
      }),
    )
    const { readUpToSeq, unreadCount } = await only(pair.alice)
    expect(unreadCount).toBe(60 - readUpToSeq)
  })

  it('lets only the two people of a conversation read it', async () => {
    const pair = await chat.match()
    await expect(markRead(pair, newId(), 1)).rejects.toMatchObject(code('CONVERSATION_NOT_FOUND'))
  })
})
