import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { type ChatStack, code, type Pair, startChat } from './chat-stack.js'

let chat: ChatStack

beforeAll(async () => {
  chat = await startChat()
})
afterAll(() => chat.stop())

const send = async (pair: Pair, senderId: string, text: string, clientMessageId: string = newId()) => {
  const request = { conversationId: pair.conversationId, clientMessageId, text }
  const { message } = await chat.client.sendMessage(request, await chat.as(senderId))
  return message!
}

const list = async (pair: Pair, request: { beforeSeq?: number; afterSeq?: number; pageSize?: number } = {}) =>
  chat.client.listMessages(
    {
      conversationId: pair.conversationId,
      beforeSeq: undefined,
      afterSeq: undefined,
      pageSize: 0,
      ...request,
    },
    await chat.as(pair.alice),
  )

describe('sending', () => {
  it('stores a message with the next seq for both people', async () => {
    const pair = await chat.match()
    const first = await send(pair, pair.alice, 'Hello!', 'c-1')
    const second = await send(pair, pair.bob, 'Hi 👋')
    expect(first).toMatchObject({ seq: 1, senderId: pair.alice, clientMessageId: 'c-1', text: 'Hello!' })
    expect(second).toMatchObject({ seq: 2, senderId: pair.bob, text: 'Hi 👋' })
    expect((await list(pair)).messages).toEqual([first, second])
  })

  it('answers the first message again for the same client_message_id', async () => {
    const pair = await chat.match()
    const first = await send(pair, pair.alice, 'once', 'same')
    expect(await send(pair, pair.alice, 'once', 'same')).toEqual(first)
    expect((await send(pair, pair.bob, 'mine', 'same')).seq).toBe(2)
    await expect(send(pair, pair.alice, 'twice', 'same')).rejects.toMatchObject(
      code('CLIENT_MESSAGE_ID_REUSED'),
    )
    const other = await chat.match(pair.alice)
    await expect(send(other, pair.alice, 'once', 'same')).rejects.toMatchObject(
      code('CLIENT_MESSAGE_ID_REUSED'),
    )
  })

  it('gives 200 messages that both send at once the seqs 1 to 200', async () => {
    const pair = await chat.match()
    const sent = await Promise.all(
      Array.from({ length: 200 }, (_, i) => send(pair, i % 2 ? pair.alice : pair.bob, `${i}`)),
    )
    const seqs = sent.map((message) => message.seq).sort((a, b) => a - b)
    expect(seqs).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
    const { messages, hasMore } = await list(pair, { afterSeq: 0, pageSize: 100 })
    expect(messages.map((message) => message.seq)).toEqual(seqs.slice(0, 100))
    expect(hasMore).toBe(true)
  })

  it('stores one message when the same one is sent 30 times at once', async () => {
    const pair = await chat.match()
    const sent = await Promise.all(Array.from({ length: 30 }, () => send(pair, pair.alice, 'same', 'storm')))
    expect(new Set(sent.map((message) => message.id)).size).toBe(1)
    expect((await list(pair)).messages).toHaveLength(1)
  })

  it('knows a client_message_id that two instances take for two conversations at once', async () => {
    const second = await startChat({ beside: chat })
    try {
      const first = await chat.match()
      const other = await chat.match(first.alice)
      const options = await chat.as(first.alice)
      for (let i = 0; i < 20; i++) {
        const request = { clientMessageId: `clash-${i}`, text: 'x' }
        const results = await Promise.allSettled([
          chat.client.sendMessage({ ...request, conversationId: first.conversationId }, options),
          second.client.sendMessage({ ...request, conversationId: other.conversationId }, options),
        ])
        const refused = results.flatMap((result) =>
          result.status === 'rejected' ? [result.reason as unknown] : [],
        )
        expect(refused).toEqual([expect.objectContaining(code('CLIENT_MESSAGE_ID_REUSED'))])
      }
    } finally {
      await second.stop()
    }
  })

  it('repeats the answer to an Idempotency-Key and refuses it for another message', async () => {
    const pair = await chat.match()
    const request = { conversationId: pair.conversationId, clientMessageId: newId(), text: 'keyed' }
    const options = { ...(await chat.as(pair.alice)), idempotencyKey: 'k-1' }
    const first = await chat.client.sendMessage(request, options)
    expect(await chat.client.sendMessage(request, options)).toEqual(first)
    const other = chat.client.sendMessage({ ...request, text: 'other' }, options)
    await expect(other).rejects.toMatchObject(code('IDEMPOTENCY_KEY_REUSED'))
  })

  it('refuses strangers, unknown conversations and texts that cannot be stored', async () => {
    const pair = await chat.match()
    await expect(send(pair, newId(), 'let me in')).rejects.toMatchObject(code('CONVERSATION_NOT_FOUND'))
    const nowhere = { ...pair, conversationId: newId() }
    await expect(send(nowhere, pair.alice, 'hello?')).rejects.toMatchObject(code('CONVERSATION_NOT_FOUND'))
    for (const text of ['', ' \n ', 'x'.repeat(4001), 'nul \0']) {
      await expect(send(pair, pair.alice, text)).rejects.toMatchObject(code('VALIDATION_FAILED'))
    }
    expect((await send(pair, pair.alice, '😀'.repeat(4000))).seq).toBe(1)
  })

  it('refuses messages of which nothing can be seen and keeps others as they can', async () => {
    const pair = await chat.match()
    for (const text of ['\u200B', '\u200D', '\u2800', '\u3164', '\u2060', '\u00AD', '\u2062', '\u{E0041}']) {
      await expect(send(pair, pair.alice, text)).rejects.toMatchObject(code('VALIDATION_FAILED'))
    }
    expect(await send(pair, pair.alice, ' e\u0301\r\n\u202Ehi\u200B ')).toMatchObject({
      seq: 1,
      text: '\u00e9\nhi',
    })
    expect((await send(pair, pair.alice, 'e\u0301'.repeat(4000))).text).toHaveLength(4000)
  })
})

describe('history', () => {
  it('lists messages before and after a seq in the order of seq', async () => {
    const pair = await chat.match()
    for (let i = 1; i <= 7; i++) await send(pair, pair.alice, `${i}`)
    const seqs = async (request: Parameters<typeof list>[1]) => {
      const { messages, hasMore } = await list(pair, request)
      return { seqs: messages.map((message) => message.seq), hasMore }
    }
    expect(await seqs({ pageSize: 3 })).toEqual({ seqs: [5, 6, 7], hasMore: true })
    expect(await seqs({ beforeSeq: 5, pageSize: 3 })).toEqual({ seqs: [2, 3, 4], hasMore: true })
    expect(await seqs({ beforeSeq: 2, pageSize: 3 })).toEqual({ seqs: [1], hasMore: false })
    expect(await seqs({ afterSeq: 0, pageSize: 3 })).toEqual({ seqs: [1, 2, 3], hasMore: true })
    expect(await seqs({ afterSeq: 5, pageSize: 3 })).toEqual({ seqs: [6, 7], hasMore: false })
    await expect(list(pair, { afterSeq: 1, beforeSeq: 3 })).rejects.toMatchObject(code('VALIDATION_FAILED'))
  })

  it('lists messages only for the two people of a conversation', async () => {
    const pair = await chat.match()
    await expect(list({ ...pair, alice: newId() })).rejects.toMatchObject(code('CONVERSATION_NOT_FOUND'))
  })
})

describe('crossing sends', () => {
  it('finishes all sends that cross, whatever the order of the conversations and with read marks in between', async () => {
    const [alice, bob, carol] = [newId(), newId(), newId()]
    const pairs = [await chat.match(alice, bob), await chat.match(bob, carol), await chat.match(carol, alice)]
    const second = await startChat({ beside: chat })
    try {
      const instances = [chat.client, second.client]
      const work = Array.from({ length: 150 }, async (_, i) => {
        const pair = pairs[(i * 7) % 3]!
        const sender = i % 2 ? pair.alice : pair.bob
        const options = await chat.as(sender)
        const { conversationId } = pair
        const client = instances[i % 2]!
        const request = { conversationId, clientMessageId: newId(), text: `${i}` }
        const { message } = await client.sendMessage(request, options)
        await instances[(i + 1) % 2]!.markRead({ conversationId, upToSeq: message!.seq }, options)
      })
      await Promise.all(work)
      for (const pair of pairs) {
        const { messages } = await chat.client.listMessages(
          { conversationId: pair.conversationId, beforeSeq: undefined, afterSeq: 0, pageSize: 100 },
          await chat.as(pair.alice),
        )
        expect(messages.map((message) => message.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
      }
    } finally {
      await second.stop()
    }
  })
})
