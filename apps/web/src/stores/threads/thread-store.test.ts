import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { KindredError, type ListMessagesRequest, type Message } from '@kindred/client'

import { rowsOf } from '../../features/chat/thread-rows.js'
import { createThreadStore } from './thread-store.js'
import { createTypist } from './typist.js'

const problem = (code: string, status: number) =>
  new KindredError({ type: 'about:blank', title: code, status, detail: code, code })

const message = (seq: number, change: Partial<Message> = {}): Message => ({
  id: `id${seq}`,
  conversation_id: 'c',
  seq,
  sender_id: 'bob',
  client_message_id: `x${seq}`,
  text: `${seq}`,
  created_at: new Date(Date.UTC(2026, 4, 10, 12, 0, seq)).toISOString(),
  advice: [],
  ...change,
})

/** A conversation at the server, which can be out of reach. */
function openServer(count: number) {
  const stored = Array.from({ length: count }, (_, i) => message(i + 1))
  const server = {
    stored,
    reads: [] as number[],
    requests: [] as ListMessagesRequest[],
    refusal: undefined as KindredError | undefined,
    listMessages: async (request: ListMessagesRequest) => {
      server.requests.push(request)
      if (server.refusal !== undefined) throw server.refusal
      const before = stored.filter((each) => each.seq < (request.before_seq ?? Infinity))
      const messages = before.slice(-(request.page_size ?? 50))
      return { messages, has_more: messages.length < before.length }
    },
    sendMessage: async (draft: { conversation_id: string; client_message_id: string; text: string }) => {
      if (server.refusal !== undefined) throw server.refusal
      const known = stored.find((each) => each.client_message_id === draft.client_message_id)
      const sent = known ?? message(stored.length + 1, { ...draft, sender_id: 'me' })
      if (known === undefined) stored.push(sent)
      return sent
    },
    setRead: async (_: string, upTo: number) => {
      if (server.refusal !== undefined) throw server.refusal
      server.reads.push(upTo)
    },
  }
  return { server, thread: createThreadStore('c', server) }
}

const texts = (thread: ReturnType<typeof createThreadStore>) =>
  rowsOf(thread.snapshot(), 'me', undefined).flatMap((row) => (row.kind === 'message' ? [row.text] : []))

describe('a thread store', () => {
  it('a thread store pages back to the beginning and no further', async () => {
    const { server, thread } = openServer(120)
    await thread.loadNewest()
    await Promise.all([thread.loadOlder(), thread.loadOlder()])
    await thread.loadOlder()
    await thread.loadOlder()
    expect(texts(thread)).toHaveLength(120)
    expect(server.requests.map((request) => request.before_seq)).toEqual([undefined, 71, 21])
  })

  it('a thread store shows a message before it is stored, and once afterwards', async () => {
    const { server, thread } = openServer(1)
    await thread.loadNewest()
    thread.send({ text: 'hello' })
    expect(texts(thread)).toEqual(['1', 'hello'])
    await vi.waitFor(() => expect(thread.snapshot().outgoing).toEqual([]))
    thread.hearMessage(server.stored.at(-1)!)
    expect(texts(thread)).toEqual(['1', 'hello'])
  })

  it('a thread store keeps a refused message and sends it again under the same id', async () => {
    const { server, thread } = openServer(0)
    await thread.loadNewest()
    server.refusal = problem('NETWORK_FAILED', 0)
    thread.send({ text: 'hello' })
    const { id } = thread.snapshot().outgoing[0]!
    await vi.waitFor(() => expect(thread.snapshot().outgoing).toMatchObject([{ id, state: 'failed' }]))
    server.refusal = undefined
    thread.resend(id)
    thread.resend(id)
    await vi.waitFor(() => expect(thread.snapshot().outgoing).toEqual([]))
    expect(server.stored.map((each) => each.client_message_id)).toEqual([id])
  })

  it('a thread store knows of a first message that was refused for now when it can be sent', async () => {
    const { server, thread } = openServer(0)
    await thread.loadNewest()
    server.refusal = new KindredError(problem('FIRST_MESSAGES_USED_UP', 429).problem, { retryAfter: 3_600 })
    const before = Date.now()
    thread.send({ text: 'hello' })
    await vi.waitFor(() => expect(thread.snapshot().outgoing).toMatchObject([{ state: 'failed' }]))
    const [{ id, freeAt = 0 } = { id: '' }] = thread.snapshot().outgoing
    expect(freeAt - before).toBeGreaterThanOrEqual(3_600_000)
    expect(freeAt - before).toBeLessThan(3_660_000)
    server.refusal = undefined
    thread.resend(id)
    expect(thread.snapshot().outgoing[0]?.freeAt).toBeUndefined()
  })

  it('a thread store knows of a first message that was refused because the other writes first', async () => {
    const { server, thread } = openServer(0)
    await thread.loadNewest()
    server.refusal = problem('PARTNER_WRITES_FIRST', 409)
    thread.send({ text: 'hello' })
    await vi.waitFor(() =>
      expect(thread.snapshot().outgoing).toMatchObject([{ state: 'failed', mustWait: true }]),
    )
    server.refusal = undefined
    thread.resend(thread.snapshot().outgoing[0]!.id)
    expect(thread.snapshot().outgoing[0]?.mustWait).toBeUndefined()
  })

  it('a thread store loads what is missing when a live message leaves a gap', async () => {
    const { server, thread } = openServer(3)
    await thread.loadNewest()
    server.stored.push(message(4), message(5))
    thread.hearMessage(server.stored.at(-1)!)
    await vi.waitFor(() => expect(texts(thread)).toEqual(['1', '2', '3', '4', '5']))
  })

  it('a thread store ends with its conversation', async () => {
    const { server, thread } = openServer(1)
    server.refusal = problem('CONVERSATION_NOT_FOUND', 404)
    await thread.loadNewest()
    expect(thread.snapshot().ended).toBe(true)
  })

  it('a thread store tells the newest read mark once, and again after an outage', async () => {
    const { server, thread } = openServer(4)
    await thread.loadNewest()
    thread.hearRead(true, 1)
    thread.markRead(1)
    thread.markRead(2)
    thread.markRead(3)
    thread.markRead(2)
    await vi.waitFor(() => expect(server.reads.at(-1)).toBe(3))
    server.refusal = problem('NETWORK_FAILED', 0)
    thread.markRead(4)
    await Promise.resolve()
    server.refusal = undefined
    await vi.waitFor(() => {
      thread.reconnected()
      expect(server.reads).toEqual([2, 3, 4])
    })
  })
})

describe('typing', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('typing of the other is believed for a while', () => {
    const { thread } = openServer(0)
    thread.hearTyping(true)
    vi.advanceTimersByTime(4_000)
    thread.hearTyping(true)
    vi.advanceTimersByTime(4_000)
    expect(thread.snapshot().typingUntil).toBeDefined()
    vi.advanceTimersByTime(2_000)
    expect(thread.snapshot().typingUntil).toBeUndefined()
  })

  it('typing of one’s own is told seldom and ended by silence, sending or an empty field', () => {
    const told: string[] = []
    const typist = createTypist((state) => told.push(state))
    typist.typed('h')
    vi.advanceTimersByTime(1_000)
    typist.typed('he')
    expect(told).toEqual(['STARTED'])
    vi.advanceTimersByTime(2_000)
    typist.typed('hel')
    vi.advanceTimersByTime(5_000)
    expect(told).toEqual(['STARTED', 'STARTED', 'STOPPED'])
    typist.typed('x')
    typist.typed('')
    typist.stopped()
    expect(told.slice(3)).toEqual(['STARTED', 'STOPPED'])
  })
})
