import { describe, expect, it } from 'vitest'

import type { Message } from '@kindred/client'

import { emptyThread, hasGap, reduceThread, type Thread, type ThreadAction } from './thread.js'

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
const range = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, i) => message(from + i))
const after = (...actions: ThreadAction[]): Thread => actions.reduce(reduceThread, emptyThread)
const seqs = (thread: Thread): number[] => thread.messages.map(({ seq }) => seq)
const newest = (from: number, to: number): ThreadAction => ({
  type: 'newest-loaded',
  messages: range(from, to),
  hasOlder: from > 1,
})
const written: ThreadAction = { type: 'written', id: 'mine', text: 'hi', at: Date.UTC(2026, 4, 10, 13) }

describe('a thread', () => {
  it('a thread merges pages, live messages and repetitions by seq', () => {
    const thread = after(
      newest(51, 60),
      { type: 'older-loaded', messages: range(41, 50), hasOlder: true },
      { type: 'stored', message: message(61) },
      { type: 'stored', message: message(61) },
      newest(52, 61),
    )
    expect(seqs(thread)).toEqual(range(41, 61).map(({ seq }) => seq))
    expect(thread.hasOlder).toBe(true)
    expect(hasGap(thread)).toBe(false)
  })

  it('a thread knows the beginning once it was reached', () => {
    const begun = after(
      newest(6, 10),
      { type: 'older-loaded', messages: range(1, 5), hasOlder: false },
      newest(6, 10),
    )
    expect(begun.hasOlder).toBe(false)
    expect(after({ type: 'newest-loaded', messages: [], hasOlder: false })).toMatchObject({
      loaded: true,
      hasOlder: false,
    })
  })

  it('a thread sees a gap, closes it by the newest page, or drops what lies before it', () => {
    const gap = after(newest(1, 5), { type: 'stored', message: message(8) })
    expect(hasGap(gap)).toBe(true)
    expect(seqs(reduceThread(gap, newest(3, 8)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const dropped = reduceThread(gap, newest(60, 90))
    expect(seqs(dropped)).toEqual(range(60, 90).map(({ seq }) => seq))
    expect(dropped.hasOlder).toBe(true)
  })

  it('a thread takes a gap for none where the server has no message in between', () => {
    const jump = [...range(1, 5), message(8), message(9)]
    const thread = after({ type: 'newest-loaded', messages: jump, hasOlder: false })
    expect(seqs(thread)).toEqual([1, 2, 3, 4, 5, 8, 9])
    expect([hasGap(thread), thread.hasOlder]).toEqual([false, false])
    const paged = after(newest(8, 9), { type: 'older-loaded', messages: range(1, 5), hasOlder: false })
    expect(hasGap(paged)).toBe(false)
    expect(seqs(reduceThread(paged, newest(9, 10)))).toEqual([1, 2, 3, 4, 5, 8, 9, 10])
    expect(hasGap(reduceThread(paged, { type: 'stored', message: message(12) }))).toBe(true)
  })

  it('a thread keeps a live message that came before the first page', () => {
    const thread = after({ type: 'stored', message: message(11) }, newest(1, 10))
    expect(seqs(thread)).toHaveLength(11)
    expect(thread.hasOlder).toBe(false)
  })

  it('a thread shows a sent message once, whichever of ack and event comes first', () => {
    const stored = {
      type: 'stored',
      message: message(1, { client_message_id: 'mine', sender_id: 'me' }),
    } as const
    for (const thread of [after(written, stored, stored), after(written, newest(0, 0), stored)]) {
      expect(thread.outgoing).toEqual([])
      expect(thread.messages.filter((each) => each.client_message_id === 'mine')).toHaveLength(1)
    }
  })

  it('a thread keeps a failed message until it is sent again or discarded', () => {
    const failed = after(written, { type: 'failed', id: 'mine' })
    expect(failed.outgoing).toMatchObject([{ id: 'mine', state: 'failed' }])
    expect(reduceThread(failed, { type: 'retried', id: 'mine' }).outgoing).toMatchObject([
      { state: 'sending' },
    ])
    expect(reduceThread(failed, { type: 'discarded', id: 'mine' }).outgoing).toEqual([])
  })

  it('a thread moves read marks forward only', () => {
    const thread = after(
      { type: 'read', upTo: 5 },
      { type: 'read', upTo: 3 },
      { type: 'partner-read', upTo: 2 },
    )
    expect(thread).toMatchObject({ readUpTo: 5, partnerReadUpTo: 2 })
  })

  it('a thread ends the typing of somebody who has written, not by an own message', () => {
    const typing = after(written, { type: 'typing', until: 99 })
    const mine = { type: 'stored', message: message(1, { client_message_id: 'mine' }) } as const
    expect(reduceThread(typing, mine).typingUntil).toBe(99)
    expect(reduceThread(typing, { type: 'stored', message: message(1) }).typingUntil).toBeUndefined()
  })
})
