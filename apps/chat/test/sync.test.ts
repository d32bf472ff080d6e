import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { createTestClock, testLog } from '@kindred/testkit'

import type { ChatContext } from '../src/context.js'
import { jobs } from '../src/jobs/index.js'
import { type ChatStack, type Pair, startChat } from './chat-stack.js'

const clock = createTestClock()
let chat: ChatStack

beforeAll(async () => {
  chat = await startChat({ clock })
})
afterAll(() => chat.stop())

const sync = async (userId: string, since: string, pageSize = 0) =>
  chat.client.sync({ since, pageSize }, await chat.as(userId))

const send = async (pair: Pair, senderId: string, text: string) =>
  chat.client.sendMessage(
    { conversationId: pair.conversationId, clientMessageId: newId(), text },
    await chat.as(senderId),
  )

const texts = ({ events }: Awaited<ReturnType<typeof sync>>) =>
  events.map(({ event }) => (event?.$case === 'messageCreated' ? event.value.message?.text : event?.$case))

async function prune(): Promise<void> {
  const context = { db: chat.rows.db, clock, log: testLog } as unknown as ChatContext
  for (const job of jobs) await job.run(context, AbortSignal.timeout(10_000))
}

describe('sync', () => {
  it('answers a sync without a cursor with the present cursor only', async () => {
    const pair = await chat.match()
    expect(await sync(pair.alice, '')).toEqual({
      events: [],
      cursor: '2',
      hasMore: false,
      resyncRequired: false,
    })
    expect(await sync(newId(), '')).toMatchObject({ events: [], cursor: '0' })
  })

  it('brings both people exactly the events that they missed, in order', async () => {
    const pair = await chat.match()
    const { cursor } = await sync(pair.alice, '')
    await send(pair, pair.alice, 'one')
    await send(pair, pair.bob, 'two')
    await chat.client.markRead({ conversationId: pair.conversationId, upToSeq: 2 }, await chat.as(pair.alice))
    const missed = await sync(pair.alice, cursor)
    expect(texts(missed)).toEqual(['one', 'two', 'messageRead'])
    expect(missed.events.map((event) => event.cursor)).toEqual(['3', '4', '5'])
    expect(missed.cursor).toBe('5')
    expect(texts(await sync(pair.bob, '3'))).toEqual(['two', 'messageRead'])
    expect(await sync(pair.alice, missed.cursor)).toMatchObject({ events: [], cursor: '5', hasMore: false })
  })

  it('brings events in pages, without a gap or a repetition while more is sent', async () => {
    const pair = await chat.match()
    let cursor = (await sync(pair.alice, '')).cursor
    const sending = Promise.all(Array.from({ length: 120 }, (_, i) => send(pair, pair.bob, `${i}`)))
    const seqs: number[] = []
    await expect
      .poll(
        async () => {
          const page = await sync(pair.alice, cursor, 7)
          cursor = page.cursor
          for (const { event } of page.events)
            if (event?.$case === 'messageCreated') seqs.push(event.value.message!.seq)
          return seqs.length
        },
        { interval: 1, timeout: 60_000 },
      )
      .toBe(120)
    await sending
    expect(seqs).toEqual(Array.from({ length: 120 }, (_, i) => i + 1))
  })

  it.each(['garbage', '-1', '99999', '1e3', '007'])('asks for a resync on the cursor %s', async (since) => {
    const pair = await chat.match()
    expect(await sync(pair.alice, since)).toEqual({
      events: [],
      cursor: '2',
      hasMore: false,
      resyncRequired: true,
    })
  })
})

describe('retention', () => {
  it('keeps events for a week: an older cursor needs a resync, a younger one misses nothing', async () => {
    const pair = await chat.match()
    await send(pair, pair.bob, 'old')
    clock.advance(7 * 24 * 60 * 60 * 1000 + 1000)
    await send(pair, pair.bob, 'young')
    await prune()
    expect(await sync(pair.alice, '2')).toMatchObject({ resyncRequired: true, cursor: '4', events: [] })
    expect(texts(await sync(pair.alice, '3'))).toEqual(['young'])
    const { messages } = await chat.client.listMessages(
      { conversationId: pair.conversationId, beforeSeq: undefined, afterSeq: undefined, pageSize: 0 },
      await chat.as(pair.alice),
    )
    expect(messages).toHaveLength(2)
  })

  it('keeps the newest thousand events of a person', async () => {
    const pair = await chat.match()
    // No more at once than one caller may have under way at a service.
    for (const many of [500, 505])
      await Promise.all(Array.from({ length: many }, () => send(pair, pair.bob, 'Hi')))
    await prune()
    expect(await sync(pair.alice, '6')).toMatchObject({ resyncRequired: true })
    expect(await sync(pair.alice, '7', 500)).toMatchObject({ resyncRequired: false, hasMore: true })
    const kept = await chat.rows.db
      .selectFrom('user_event')
      .select('position')
      .where('user_id', '=', pair.alice)
      .execute()
    expect(kept).toHaveLength(1000)
  }, 120_000)
})
