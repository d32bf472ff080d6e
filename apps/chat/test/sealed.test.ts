import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { sql } from '@kindred/db'
import { newId, systemClock } from '@kindred/kernel'
import { testLog } from '@kindred/testkit'

import type { ChatContext } from '../src/context.js'
import { removeSealed } from '../src/jobs/remove-sealed.js'
import { type ChatStack, code, matchEnded, type Pair, profileDeleted, startChat } from './chat-stack.js'

let chat: ChatStack
let pair: Pair

beforeAll(async () => {
  chat = await startChat()
})
afterAll(() => chat.stop())
beforeEach(async () => {
  pair = await chat.match()
  await send(pair.alice, 'first words')
  await send(pair.bob, 'a threat')
})

const send = async (senderId: string, text: string) =>
  chat.client.sendMessage(
    { conversationId: pair.conversationId, clientMessageId: newId(), text },
    await chat.as(senderId),
  )

const sealed = () =>
  chat.rows.db
    .selectFrom('sealed_message')
    .select(['seq', 'sender_id', 'text', 'created_at'])
    .where('conversation_id', '=', pair.conversationId)
    .orderBy('seq')
    .execute()

const written = () => [
  { seq: 1, sender_id: pair.alice, text: 'first words', created_at: expect.any(Date) },
  { seq: 2, sender_id: pair.bob, text: 'a threat', created_at: expect.any(Date) },
]

/** As if so many days had gone by. */
const age = (days: number) =>
  sql`update sealed_conversation set keep_until = keep_until - make_interval(days => ${days}::int)
    where id = ${pair.conversationId}`.execute(chat.rows.db)

const clean = () =>
  removeSealed.run(
    { db: chat.rows.db, clock: systemClock, log: testLog } as unknown as ChatContext,
    AbortSignal.timeout(10_000),
  )

describe('what was written in a conversation that ended', () => {
  it.each([
    ['by an unmatch', () => matchEnded(pair.conversationId, pair.alice, pair.bob)],
    ['because one of the two left', () => profileDeleted(pair.bob)],
  ])('is kept where nobody reads it: %s', async (_, ended) => {
    await chat.tell(ended())
    expect(await sealed()).toEqual(written())
    const conversation = await chat.rows.db
      .selectFrom('sealed_conversation')
      .selectAll()
      .where('id', '=', pair.conversationId)
      .executeTakeFirstOrThrow()
    expect([conversation.first_user_id, conversation.second_user_id].sort()).toEqual(
      [pair.alice, pair.bob].sort(),
    )
    expect(conversation.keep_until.getTime() - conversation.ended_at.getTime()).toBe(30 * 24 * 3_600_000)

    for (const userId of [pair.alice, pair.bob]) {
      const { conversationId } = pair
      const options = await chat.as(userId)
      await expect(chat.client.listMessages({ conversationId, pageSize: 0 }, options)).rejects.toMatchObject(
        code('CONVERSATION_NOT_FOUND'),
      )
      await expect(chat.client.markRead({ conversationId, upToSeq: 2 }, options)).rejects.toMatchObject(
        code('CONVERSATION_NOT_FOUND'),
      )
      const seen = [
        await chat.client.listConversations({ pageSize: 0, pageToken: '' }, options),
        await chat.client.sync({ since: '0', pageSize: 0 }, options),
      ]
      expect(JSON.stringify(seen)).not.toMatch(/first words|a threat/)
    }
  })

  it('removes sealed messages after thirty days, and not before', async () => {
    await chat.tell(matchEnded(pair.conversationId, pair.alice, pair.bob))
    await age(29)
    await clean()
    expect(await sealed()).toHaveLength(2)
    await age(2)
    await clean()
    expect(await sealed()).toEqual([])
    const left = chat.rows.db
      .selectFrom('sealed_conversation')
      .select('id')
      .where('id', '=', pair.conversationId)
    expect(await left.execute()).toEqual([])
  })

  it('keeps sealed messages longer when somebody needs them', async () => {
    await chat.tell(matchEnded(pair.conversationId, pair.alice, pair.bob))
    await chat.rows.db
      .updateTable('sealed_conversation')
      .set({ keep_until: sql<Date>`now() + interval '90 days'` })
      .where('id', '=', pair.conversationId)
      .execute()
    await age(60)
    await clean()
    expect(await sealed()).toEqual(written())
  })

  it('is remembered as a conversation of the two for as long, though nothing was written', async () => {
    const silent = await chat.match()
    await chat.tell(matchEnded(silent.conversationId, silent.alice, silent.bob))
    const left = chat.rows.db
      .selectFrom('sealed_conversation')
      .select('id')
      .where('id', '=', silent.conversationId)
    expect(await left.execute()).toEqual([{ id: silent.conversationId }])
    pair = silent
    await age(31)
    await clean()
    expect(await left.execute()).toEqual([])
  })
})
