import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { SubscribeRequest, SubscribeResponse } from '@kindred/contracts/chat'
import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { type ChatStack, eventually, type Pair, startChat } from './chat-stack.js'

let chat: ChatStack
let second: ChatStack

beforeAll(async () => {
  chat = await startChat()
  second = await startChat({ beside: chat })
})
afterAll(async () => {
  await second.stop()
  await chat.stop()
})

/** A gateway's stream: what came so far, and a way to say something. */
async function openStream(stack: ChatStack, takesMany = false) {
  const received: SubscribeResponse[] = []
  const waiting: SubscribeRequest[] = []
  const over = new AbortController()
  let wake = (): void => undefined
  async function* requests(): AsyncGenerator<SubscribeRequest> {
    while (!over.signal.aborted) {
      while (waiting.length > 0) yield waiting.shift()!
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  const reading = (async () => {
    for await (const response of stack.client.subscribe(requests(), await stack.asGateway()))
      // Without a person it is a sign of life.
      if (response.userId !== '') received.push({ ...response, more: [] }, ...response.more)
  })()
  const say = (change: SubscribeRequest['change']): void => {
    waiting.push({ change, takesMany })
    wake()
  }
  return {
    received,
    reading,
    add: (userId: string, since?: string) => say({ $case: 'add', value: { userId, since } }),
    remove: (userId: string) => say({ $case: 'remove', value: { userId } }),
    say,
    of: (userId: string) => received.filter((one) => one.userId === userId),
    async close() {
      over.abort()
      wake()
      await reading
    },
  }
}

const send = async (stack: ChatStack, pair: Pair, senderId: string, text: string) =>
  stack.client.sendMessage(
    { conversationId: pair.conversationId, clientMessageId: newId(), text },
    await chat.as(senderId),
  )

const seqs = (responses: SubscribeResponse[]) =>
  responses.flatMap(({ event }) =>
    event?.event?.$case === 'messageCreated' ? [event.event.value.message!.seq] : [],
  )

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

describe('a gateway stream', () => {
  it('answers an add with the cursor and brings what is sent through any instance', async () => {
    const pair = await chat.match()
    const stream = await openStream(chat)
    stream.add(pair.alice)
    await eventually(() => stream.of(pair.alice)).toMatchObject([
      { cursor: '2', event: undefined, resyncRequired: false },
    ])
    await send(second, pair, pair.bob, 'across')
    await eventually(() => seqs(stream.of(pair.alice))).toEqual([1])
    expect(stream.of(pair.alice)[1]).toMatchObject({ cursor: '', event: { cursor: '3' } })
    expect(stream.of(pair.bob)).toEqual([])
    await stream.close()
  })

  it.each([
    ['one by one', false],
    ['many together', true],
  ])('brings %s what was missed first and each event once, while messages flow', async (_how, takesMany) => {
    const pair = await chat.match()
    const sending = Promise.all(upTo(150).map((i) => send(i % 2 ? chat : second, pair, pair.bob, `${i}`)))
    const stream = await openStream(second, takesMany)
    stream.add(pair.alice, '2')
    await sending
    await eventually(() => seqs(stream.of(pair.alice)).length).toBe(150)
    expect(seqs(stream.of(pair.alice))).toEqual(upTo(150))
    // Nothing more is sent, so nothing wakes the stream but the add itself.
    stream.add(pair.bob, '2')
    await eventually(() => seqs(stream.of(pair.bob))).toEqual(upTo(150))
    await stream.close()
  })

  it('asks for a resync when a position is too old or unknown, and goes on from the present', async () => {
    const pair = await chat.match()
    const stream = await openStream(chat)
    stream.add(pair.alice, '77')
    await eventually(() => stream.of(pair.alice)).toMatchObject([{ cursor: '2', resyncRequired: true }])
    await send(chat, pair, pair.bob, 'now')
    await eventually(() => seqs(stream.of(pair.alice))).toEqual([1])
    await stream.close()
  })

  it('asks for a resync when events were dropped before it could read them', async () => {
    const pair = await chat.match()
    const stream = await openStream(chat)
    stream.add(pair.alice)
    await eventually(() => stream.received).toHaveLength(1)
    const { db } = chat.rows
    await db.deleteFrom('user_event').where('user_id', '=', pair.alice).execute()
    const moved = { position: 9, pruned_position: 9 }
    await db.updateTable('user_stream').set(moved).where('user_id', '=', pair.alice).execute()
    await send(chat, pair, pair.bob, 'after the gap')
    const resync = () => stream.of(pair.alice).find(({ resyncRequired }) => resyncRequired)
    await eventually(resync).toBeDefined()
    // The stream looks when it likes: it finds the gap before the message or with it, and then lives on from there.
    const cursor = resync()!.cursor
    expect(['9', '10']).toContain(cursor)
    await send(chat, pair, pair.bob, 'live again')
    await eventually(() => seqs(stream.of(pair.alice))).toEqual(cursor === '9' ? [1, 2] : [2])
    expect(stream.of(pair.alice).filter(({ resyncRequired }) => resyncRequired)).toHaveLength(1)
    await stream.close()
  })

  it('brings events that no notification announced', async () => {
    const pair = await chat.match()
    const stream = await openStream(chat)
    stream.add(pair.alice)
    await eventually(() => stream.received).toHaveLength(1)
    const { db } = chat.rows
    await db.transaction().execute(async (trx) => {
      const row = {
        user_id: pair.alice,
        position: 3,
        kind: 'message_read' as const,
        conversation_id: pair.conversationId,
      }
      await trx
        .insertInto('user_event')
        .values({ ...row, actor_id: pair.bob, seq: 1, created_at: new Date() })
        .execute()
      await trx.updateTable('user_stream').set({ position: 3 }).where('user_id', '=', pair.alice).execute()
    })
    await eventually(() => stream.received.at(-1)?.event).toMatchObject({ cursor: '3' })
    await stream.close()
  })

  it('brings no events of a person after a remove, and answers every add', async () => {
    const pair = await chat.match()
    const stream = await openStream(chat)
    stream.add(pair.alice)
    stream.remove(pair.alice)
    stream.add(pair.alice)
    await eventually(() => stream.of(pair.alice)).toHaveLength(2)
    stream.remove(pair.alice)
    stream.add(pair.bob)
    await eventually(() => stream.of(pair.bob)).toHaveLength(1)
    await send(chat, pair, pair.alice, 'for bob')
    await eventually(() => seqs(stream.of(pair.bob))).toEqual([1])
    expect(seqs(stream.of(pair.alice))).toEqual([])
    await stream.close()
  })

  it('shows typing to the other person, across instances, and keeps it nowhere', async () => {
    const pair = await chat.match()
    const stream = await openStream(second)
    stream.add(pair.alice)
    stream.add(pair.bob)
    await eventually(() => stream.received).toHaveLength(2)
    const request = { conversationId: pair.conversationId, state: 'STARTED' as const }
    await chat.client.setTyping(request, await chat.as(pair.bob))
    await eventually(() => stream.received).toHaveLength(3)
    expect(stream.received[2]).toMatchObject({
      userId: pair.alice,
      event: {
        cursor: '',
        event: { $case: 'conversationTyping', value: { userId: pair.bob, state: 'STARTED' } },
      },
    })
    const { cursor } = await chat.client.sync({ since: '', pageSize: 0 }, await chat.as(pair.alice))
    expect(cursor).toBe('2')
    await expect(chat.client.setTyping(request, await chat.as(newId()))).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
    })
    await stream.close()
  })

  it('reads the logs again after the connection for notifications was lost', async () => {
    const pair = await chat.match()
    const stream = await openStream(chat)
    stream.add(pair.alice)
    await eventually(() => stream.received).toHaveLength(1)
    // While the listening connections are gone, no notification arrives.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'chat listen'`.execute(chat.rows.db)
    await send(second, pair, pair.bob, 'unheard')
    await eventually(() => seqs(stream.of(pair.alice))).toEqual([1])
    await stream.close()
  })

  it('ends with an error on a change that names nobody, and is for services only', async () => {
    const stream = await openStream(chat)
    stream.add('nobody')
    await expect(stream.reading).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    const asPerson = chat.client.subscribe((async function* () {})(), await chat.as(newId()))
    await expect(asPerson[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
