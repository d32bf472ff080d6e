import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createOutbox, type OutgoingMessage } from '../src/live/outbox.js'
import { KindredError, networkError } from '../src/problem.js'

const lost = networkError(new Error('gone'))
const refusal = (code: string, status: number, retryAfter?: number): KindredError =>
  new KindredError({ type: 'about:blank', title: code, status, detail: 'No.', code }, { retryAfter })
const draft = (text: string): OutgoingMessage => ({
  conversation_id: 'c',
  client_message_id: `id-${text}`,
  text,
})

/** A connection that fails with the given errors first and stores every message after that. */
function connect(...failures: KindredError[]) {
  const asked: string[] = []
  const stored: string[] = []
  return {
    asked,
    stored,
    async request(_type: string, data: object): Promise<unknown> {
      const { text } = data as OutgoingMessage
      asked.push(text)
      const failure = failures.shift()
      if (failure !== undefined) throw failure
      stored.push(text)
      return { message: { seq: stored.length, text } }
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('an outbox', () => {
  it('sends one message at a time, in the order of their writing', async () => {
    const outbox = createOutbox()
    const waiting: { text: string; answer(message: unknown): void }[] = []
    const request = (_type: string, data: object): Promise<unknown> =>
      new Promise((answer) => waiting.push({ text: (data as OutgoingMessage).text, answer }))
    outbox.use({ request })
    const sent = ['one', 'two', 'three'].map((text) => outbox.send(draft(text)))
    for (const text of ['one', 'two', 'three']) {
      await vi.waitFor(() => expect(waiting).toHaveLength(1))
      expect(waiting[0]?.text).toBe(text)
      waiting.shift()?.answer({ message: { text } })
    }
    expect((await Promise.all(sent)).map((message) => message.text)).toEqual(['one', 'two', 'three'])
  })

  it('keeps what is written offline for the next connection', async () => {
    const outbox = createOutbox()
    const sent = [outbox.send(draft('one')), outbox.send(draft('two'))]
    const connection = connect()
    outbox.use(connection)
    await Promise.all(sent)
    expect(connection.stored).toEqual(['one', 'two'])
  })

  it('sends what was not acknowledged again, once, before what came later', async () => {
    const outbox = createOutbox()
    const broken = { request: () => Promise.reject(lost) }
    outbox.use(broken)
    const first = outbox.send(draft('one'))
    outbox.use(undefined)
    const second = outbox.send(draft('two'))
    const connection = connect()
    outbox.use(connection)
    await Promise.all([first, second])
    expect(connection.asked).toEqual(['one', 'two'])
  })

  it.each([
    ['CONVERSATION_NOT_FOUND', 404, undefined],
    ['FIRST_MESSAGES_USED_UP', 429, 70_000],
  ])('rejects what is refused with %s and goes on with the next', async (code, status, after) => {
    const outbox = createOutbox()
    outbox.use(connect(refusal(code, status, after)))
    const [refused, stored] = [outbox.send(draft('one')), outbox.send(draft('two'))]
    await expect(refused).rejects.toMatchObject({ code })
    await expect(stored).resolves.toMatchObject({ text: 'two' })
  })

  it.each([
    ['CHAT_UNAVAILABLE', 503, undefined, 1_000],
    ['TOKEN_EXPIRED', 401, undefined, 1_000],
    ['RATE_LIMITED', 429, 4, 4_000],
  ])(
    'waits after %s and sends again, without hurry for what is written meanwhile',
    async (code, status, after, ms) => {
      const outbox = createOutbox()
      const connection = connect(refusal(code, status, after))
      outbox.use(connection)
      const first = outbox.send(draft('one'))
      await vi.waitFor(() => expect(connection.asked).toEqual(['one']), { interval: 0 })
      const second = outbox.send(draft('two'))
      await vi.advanceTimersByTimeAsync(ms - 100)
      expect(connection.asked).toEqual(['one'])
      await vi.advanceTimersByTimeAsync(100)
      await Promise.all([first, second])
      expect(connection.asked).toEqual(['one', 'one', 'two'])
    },
  )

  it('does not wait out a pause over a fresh connection', async () => {
    const outbox = createOutbox()
    const busy = connect(refusal('RATE_LIMITED', 429, 60))
    outbox.use(busy)
    const sent = outbox.send(draft('one'))
    await vi.waitFor(() => expect(busy.asked).toHaveLength(1), { interval: 0 })
    const connection = connect()
    outbox.use(connection)
    await sent
    expect(connection.stored).toEqual(['one'])
  })

  it('gives up on everything at the end', async () => {
    const outbox = createOutbox()
    const sent = [outbox.send(draft('one')), outbox.send(draft('two'))]
    outbox.clear(lost)
    expect(await Promise.allSettled(sent)).toMatchObject([{ reason: lost }, { reason: lost }])
  })
})
