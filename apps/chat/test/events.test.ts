import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import {
  type ChatStack,
  code,
  matchCreated,
  matchEnded,
  type Pair,
  profileChanged,
  profileDeleted,
  startChat,
} from './chat-stack.js'

let chat: ChatStack

beforeAll(async () => {
  chat = await startChat()
})
afterAll(() => chat.stop())

const listed = async (userId: string) =>
  (await chat.client.listConversations({ pageSize: 0, pageToken: '' }, await chat.as(userId))).conversations

const send = async ({ conversationId }: Pair, senderId: string, text: string) =>
  chat.client.sendMessage({ conversationId, clientMessageId: newId(), text }, await chat.as(senderId))

const told = async (userId: string, since = '0') => {
  const { events } = await chat.client.sync({ since, pageSize: 0 }, await chat.as(userId))
  return events.map(({ event }) => event)
}

/** Every row of every table as text, except the sealed ones, which have a test of their own. */
async function everything(): Promise<string> {
  const tables = (await chat.rows.db.introspection.getTables()).filter(
    ({ name }) => !name.startsWith('sealed_'),
  )
  const rows = await Promise.all(
    tables.map((table) =>
      chat.rows.db
        .selectFrom(table.name as 'message')
        .selectAll()
        .execute(),
    ),
  )
  const values = rows.flat().flatMap((row) => Object.values(row) as unknown[])
  return values
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
    .join('\n')
}

describe('a match that ends', () => {
  it('removes the conversation and its messages for both people when a match ends, and tells both', async () => {
    const pair = await chat.match()
    await send(pair, pair.alice, 'a secret of the two')
    await chat.tell(matchEnded(pair.conversationId, pair.alice, pair.bob))
    for (const userId of [pair.alice, pair.bob]) {
      expect(await listed(userId)).toEqual([])
      await expect(send(pair, userId, 'still there?')).rejects.toMatchObject(code('CONVERSATION_NOT_FOUND'))
      expect(await told(userId)).toEqual([
        { $case: 'conversationEnded', value: { conversationId: pair.conversationId, farewell: false } },
      ])
    }
    expect(await everything()).not.toContain('a secret of the two')
  })

  it('keeps a match ended when its end arrives again or its beginning arrives late', async () => {
    const pair = await chat.match()
    await chat.tell(matchEnded(pair.conversationId, pair.alice, pair.bob))
    await chat.tell(matchEnded(pair.conversationId, pair.alice, pair.bob))
    await chat.tell(matchCreated(pair.conversationId, pair.alice, pair.bob))
    expect(await listed(pair.alice)).toEqual([])
    expect(await told(pair.alice)).toHaveLength(1)

    const [matchId, alice, bob] = [newId(), newId(), newId()]
    await chat.tell(matchEnded(matchId, alice, bob), matchCreated(matchId, alice, bob))
    expect(await listed(alice)).toEqual([])
    expect(await told(alice)).toEqual([])
  })

  it('leaves other conversations alone when a match ends', async () => {
    const first = await chat.match()
    const second = await chat.match(first.alice)
    await send(second, second.bob, 'mine stays')
    await chat.tell(matchEnded(first.conversationId, first.alice, first.bob))
    expect(await listed(first.alice)).toMatchObject([
      { conversationId: second.conversationId, unreadCount: 1 },
    ])
    const kinds = (await told(first.alice)).map((event) => event?.$case)
    expect(kinds).toEqual(['conversationCreated', 'matchCreated', 'messageCreated', 'conversationEnded'])
  })
})

describe('a person who leaves', () => {
  it('removes every row of a person who leaves, and of the conversations with others, except what is sealed', async () => {
    const pair = await chat.match()
    await chat.tell(profileChanged(pair.alice, { name: 'Alice of Nowhere' }))
    await send(pair, pair.alice, 'from the one who leaves')
    await send(pair, pair.bob, 'to the one who leaves')
    const key = { ...(await chat.as(pair.alice)), idempotencyKey: 'once' }
    const keyed = { conversationId: pair.conversationId, clientMessageId: newId(), text: 'kept with its key' }
    await chat.client.sendMessage(keyed, key)
    await chat.client.markRead({ conversationId: pair.conversationId, upToSeq: 2 }, await chat.as(pair.alice))
    expect(await everything()).toContain(pair.alice)

    await chat.tell(profileDeleted(pair.alice))
    const rest = await everything()
    for (const trace of [pair.alice, 'Alice of Nowhere', 'who leaves', 'kept with its key']) {
      expect(rest).not.toContain(trace)
    }
    expect(await listed(pair.bob)).toEqual([])
    expect(await told(pair.bob)).toEqual([
      { $case: 'conversationEnded', value: { conversationId: pair.conversationId, farewell: false } },
    ])
  })

  it('does not bring back a person who left when late events arrive', async () => {
    const [alice, bob, matchId] = [newId(), newId(), newId()]
    await chat.tell(profileChanged(alice, { version: 5, createdAt: new Date(0) }), profileDeleted(alice))
    await chat.tell(matchCreated(matchId, alice, bob), matchEnded(matchId, alice, bob))
    await chat.tell(profileChanged(alice, { version: 6, createdAt: new Date(0) }), profileDeleted(alice))
    expect(await everything()).not.toContain(alice)
    expect(await told(bob)).toEqual([])
  })

  it('lets a person who left begin anew with a later profile', async () => {
    const alice = newId()
    await chat.tell(profileChanged(alice, { version: 9, createdAt: new Date(0) }), profileDeleted(alice))
    await chat.tell(
      profileChanged(alice, { version: 1, name: 'Alice II', createdAt: new Date(Date.now() + 1000) }),
    )
    const pair = await chat.match(newId(), alice)
    expect(await listed(pair.alice)).toMatchObject([{ participant: { userId: alice, name: 'Alice II' } }])
  })

  it('leaves nothing of a person whose match and deletion arrive at the same time', async () => {
    for (let i = 0; i < 10; i++) {
      const [alice, bob, matchId] = [newId(), newId(), newId()]
      await Promise.all([chat.tell(matchCreated(matchId, alice, bob)), chat.tell(profileDeleted(alice))])
      expect(await everything()).not.toContain(alice)
    }
  })
})
