import { expect, it, vi } from 'vitest'

import { type KindredClient, KindredError, type Live, type Message } from '@kindred/client'

import { openUnsent } from '../../ground/session/unsent.js'
import { createChatRoom } from './chat-room.js'

/** A browser's storage. */
class FakeStorage {
  getItem(key: string): string | null {
    return (this as unknown as Record<string, string>)[key] ?? null
  }
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value })
  }
  removeItem(key: string): void {
    delete (this as unknown as Record<string, string>)[key]
  }
}
const newStorage = () => new FakeStorage() as unknown as Storage
const problem = (code: string, status: number) =>
  new KindredError({ type: 'about:blank', title: code, status, detail: code, code })
const message = (id: string, at = Date.now()) => ({ conversationId: 'c', id, text: `text of ${id}`, at })

/** A page with its connection, which answers as a test says. */
function openPage(storage: Storage, answer: () => Promise<Message>) {
  const sent: string[] = []
  const room = createChatRoom({ chat: {} } as KindredClient, openUnsent(storage, '1'))
  const live = {
    state: 'ready',
    sendMessage: ({ client_message_id: id }: { client_message_id: string }) => {
      sent.push(id)
      return answer()
    },
  }
  room.use(live as unknown as Live)
  return { room, sent, live }
}
const never = () => new Promise<Message>(() => {})
const ids = (storage: Storage) =>
  openUnsent(storage, '1')
    .load()
    .map(({ id }) => id)

it('the chat keeps what is written until it is stored, and sends it once more from a new page, in its order', async () => {
  const storage = newStorage()
  const { room } = openPage(storage, never)
  room.thread('c').send({ text: 'one' })
  room.thread('d').send({ text: 'two' })
  expect(openUnsent(storage, '1').load()).toMatchObject([{ text: 'one' }, { text: 'two' }])
  const kept = ids(storage)
  const next = openPage(storage, never)
  expect(next.sent).toEqual(kept)
  expect(next.room.waiting.snapshot()).toBe(2)
  expect(next.room.thread('c').snapshot().outgoing).toMatchObject([{ text: 'one', state: 'sending' }])
  const [one = ''] = kept
  const stored = {
    conversation_id: 'c',
    client_message_id: one,
    seq: 1,
    text: 'one',
    sender_id: 'me',
  } as Message
  next.room.hear({ type: 'message.created', cursor: '1', data: { message: stored } }, 'me')
  expect(ids(storage)).toEqual(kept.slice(1))
})

it('the chat keeps what was refused until the person discards it, and nothing of a conversation that is over', async () => {
  const storage = newStorage()
  const { room } = openPage(storage, () => Promise.reject(problem('TEXT_REFUSED', 400)))
  room.thread('c').send({ text: 'one' })
  const [id = ''] = ids(storage)
  await vi.waitFor(() => expect(room.thread('c').snapshot().outgoing).toMatchObject([{ state: 'failed' }]))
  expect(ids(storage)).toEqual([id])
  room.thread('c').discard(id)
  expect(ids(storage)).toEqual([])
  room.thread('c').send({ text: 'two' })
  room.hear(
    { type: 'conversation.ended', cursor: '2', data: { conversation_id: 'c', farewell: false } },
    'me',
  )
  expect(ids(storage)).toEqual([])
})

it('the chat leaves to the person what was written more than a day ago', () => {
  const storage = newStorage()
  openUnsent(storage, '1').keep(message('old', Date.now() - 25 * 3_600_000))
  openUnsent(storage, '1').keep(message('new'))
  const { room, sent } = openPage(storage, never)
  expect(sent).toEqual(['new'])
  expect(room.thread('c').snapshot().outgoing).toMatchObject([{ id: 'old', state: 'failed' }, { id: 'new' }])
})

it('the chat sends over the next connection what an ended one left without an answer', async () => {
  let refuse: (error: Error) => void = () => {}
  const { room, sent, live } = openPage(newStorage(), () => new Promise((_, reject) => (refuse = reject)))
  room.thread('c').send({ text: 'one' })
  refuse(problem('NETWORK_FAILED', 0))
  await vi.waitFor(() => expect(room.thread('c').snapshot().outgoing).toMatchObject([{ state: 'failed' }]))
  room.use(live as unknown as Live)
  room.use(live as unknown as Live)
  expect(sent).toHaveLength(2)
  expect(room.thread('c').snapshot().outgoing).toMatchObject([{ state: 'sending' }])
})

it('the chat keeps people apart, bears a spoilt and a full storage, and stays small', () => {
  const storage = newStorage()
  openUnsent(storage, '1').keep(message('a'))
  openUnsent(storage, '12').keep(message('b'))
  storage.setItem('kindred.unsent.1.spoilt', '{"id":1}')
  expect(ids(storage)).toEqual(['a'])
  openUnsent(storage, '1').clear()
  expect([ids(storage), openUnsent(storage, '12').load().length]).toEqual([[], 1])
  for (let number = 0; number < 150; number++) openUnsent(storage, '1').keep(message(`m${number}`))
  expect(ids(storage)).toHaveLength(100)
  const full = Object.assign(newStorage(), {
    setItem() {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  openUnsent(full, '1').keep(message('a'))
  openUnsent(undefined, '1').keep(message('a'))
  expect(openUnsent(undefined, '1').load()).toEqual([])
})
