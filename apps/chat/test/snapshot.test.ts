import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { type ChatStack, code, matchEnded, type Pair, profileDeleted, startChat } from './chat-stack.js'

let chat: ChatStack
let pair: Pair
beforeAll(async () => {
  chat = await startChat()
})
afterAll(() => chat.stop())
beforeEach(async () => {
  pair = await chat.match()
})

const send = async (text: string, senderId = pair.bob) => {
  const { conversationId } = pair
  const options = await chat.as(senderId)
  const sent = await chat.client.sendMessage({ conversationId, clientMessageId: newId(), text }, options)
  return sent.message!.id
}
interface Question {
  readonly userId?: string
  readonly otherId?: string | undefined
  readonly conversationId?: string
  readonly messageIds?: string[]
}
const snapshot = async (question: Question = {}) =>
  chat.client.snapshotConversation(
    { userId: pair.alice, otherId: pair.bob, messageIds: [], ...question },
    { token: await chat.authority.serviceToken('safety', 'chat'), deadlineMs: 60_000 },
  )
const texts = async (question: Question = {}) => (await snapshot(question)).messages.map(({ text }) => text)
const notFound = code('CONVERSATION_NOT_FOUND')

describe('a snapshot of a conversation', () => {
  it('is given to services alone', async () => {
    const asked = chat.client.snapshotConversation(
      { userId: pair.alice, otherId: pair.bob, messageIds: [] },
      await chat.as(pair.alice),
    )
    await expect(asked).rejects.toMatchObject(code('FORBIDDEN'))
  })

  it('finds the conversation of two people by either, by its id, and by nothing of others', async () => {
    await send('hello')
    const { conversationId, alice, bob } = pair
    const found = {
      conversationId,
      otherId: bob,
      endedAt: undefined,
      messages: [{ text: 'hello', senderId: bob }],
    }
    expect(await snapshot()).toMatchObject(found)
    expect(await snapshot({ otherId: undefined, conversationId })).toMatchObject(found)
    expect(await snapshot({ conversationId: newId() })).toMatchObject(found)
    expect(await snapshot({ userId: bob, otherId: alice })).toMatchObject({ conversationId, otherId: alice })
    const stranger = { userId: newId(), otherId: undefined, conversationId }
    await expect(snapshot(stranger)).rejects.toMatchObject(notFound)
    await expect(snapshot({ otherId: newId(), conversationId })).rejects.toMatchObject(notFound)
    await expect(snapshot({ otherId: undefined })).rejects.toMatchObject(notFound)
  })

  it.each([
    ['an unmatch', () => matchEnded(pair.conversationId, pair.alice, pair.bob)],
    ['a deletion', () => profileDeleted(pair.bob)],
  ])('is the same after %s, for 30 days', async (_, ended) => {
    const named = await send('a threat')
    await send('thanks', pair.alice)
    const before = await snapshot()
    await chat.tell(ended())
    expect(await snapshot()).toEqual({ ...before, endedAt: expect.any(Date) as Date })
    expect(await texts({ messageIds: [named] })).toEqual(['a threat', 'thanks'])
    await sql`update sealed_conversation set keep_until = now() where id = ${pair.conversationId}`.execute(
      chat.rows.db,
    )
    await expect(snapshot()).rejects.toMatchObject(notFound)
  })

  it('is there for a conversation that ended without a word, too', async () => {
    await chat.tell(profileDeleted(pair.bob))
    expect(await snapshot()).toMatchObject({ otherId: pair.bob, messages: [] })
  })

  it('holds the 50 messages nearest to the named ones, or the newest 50', async () => {
    const ids = await seed(200)
    const numbers = async (messageIds: string[] = []) => (await texts({ messageIds })).map(Number)
    const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
    expect(await numbers()).toEqual(range(151, 200))
    expect(await numbers([ids[99]!])).toEqual(range(76, 125))
    expect(await numbers([ids[0]!])).toEqual(range(1, 50))
    const far = await numbers([ids[19]!, ids[179]!])
    expect(far).toHaveLength(50)
    expect(far).toEqual(expect.arrayContaining([...range(8, 32), ...range(168, 191)]))
    expect(await numbers([newId()])).toEqual(range(151, 200))
  })
})

/** Messages 1 to `count`, written behind the service's back. */
async function seed(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  await sql`
    insert into message (id, conversation_id, seq, sender_id, client_message_id, text, created_at)
    select id, ${pair.conversationId}, seq, ${pair.bob}, seq::text, seq::text, now()
    from unnest(${ids}::uuid[]) with ordinality as made (id, seq)`.execute(chat.rows.db)
  await sql`update conversation set last_seq = ${count} where id = ${pair.conversationId}`.execute(
    chat.rows.db,
  )
  return ids
}
