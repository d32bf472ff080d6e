import { expect, it } from 'vitest'

import type { Message } from '@kindred/client'

import { emptyThread, reduceThread, type Thread, type ThreadAction } from '../../stores/threads/thread.js'
import { rowsOf } from './thread-rows.js'

const message = (seq: number, change: Partial<Message> = {}): Message => ({
  id: `id${seq}`,
  conversation_id: 'c',
  seq,
  sender_id: 'bob',
  client_message_id: `client${seq}`,
  text: `text ${seq}`,
  created_at: new Date(2026, 4, 10, 12, 0, seq).toISOString(),
  advice: [],
  ...change,
})
const after = (...actions: ThreadAction[]): Thread => actions.reduce(reduceThread, emptyThread)
const written: ThreadAction = { type: 'written', id: 'mine', text: 'hi', at: Date.UTC(2026, 4, 10, 13) }

it('the rows of a thread are separated by days and by the first unread message', () => {
  const yesterday = new Date(2026, 4, 9, 22).toISOString()
  const thread = after({
    type: 'newest-loaded',
    messages: [message(1, { created_at: yesterday }), message(2), message(3)],
    hasOlder: false,
  })
  const rows = rowsOf(thread, 'me', 2)
  expect(rows.map(({ kind, key }) => (kind === 'message' ? key : kind))).toEqual([
    ...['day', 'id1', 'day', 'id2', 'unread', 'id3'],
  ])
  expect(rowsOf(thread, 'me', undefined).some(({ kind }) => kind === 'unread')).toBe(false)
  expect(rowsOf(thread, 'bob', 0).some(({ kind }) => kind === 'unread')).toBe(false)
})

it('a row says how far an own message has come, under one key', () => {
  const stored = message(1, { client_message_id: 'mine', sender_id: 'me' })
  const states = [
    after(written),
    after(written, { type: 'failed', id: 'mine' }),
    after(written, { type: 'stored', message: stored }),
    after(written, { type: 'stored', message: stored }, { type: 'partner-read', upTo: 1 }),
  ].map((thread) => rowsOf(thread, 'me', undefined).at(-1))
  expect(states).toMatchObject(
    ['sending', 'failed', 'sent', 'read'].map((state) => ({ key: 'mine', mine: true, state })),
  )
})

it('messages that one person writes within five minutes are grouped', () => {
  const at = (minutes: number) => new Date(2026, 4, 10, 12, minutes).toISOString()
  const messages = [
    message(1, { created_at: at(0) }),
    message(2, { created_at: at(1) }),
    message(3, { created_at: at(7) }),
    message(4, { created_at: at(8), sender_id: 'me' }),
  ]
  const rows = rowsOf(after({ type: 'newest-loaded', messages, hasOlder: false }), 'me', undefined)
  const groups = rows.flatMap((row) => (row.kind === 'message' ? [[row.opensGroup, row.closesGroup]] : []))
  expect(groups).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ])
})
