import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { apply, type Entry, newThread, type ThreadState } from './thread.js'

const [me, anna] = ['me', 'anna']
const at = new Date('2026-06-15T12:00:00Z')
const written = (seq: number, position = seq): Entry => ({
  userId: me,
  actorId: anna,
  kind: 'MESSAGE',
  seq,
  position,
  at,
})
const read = (seq: number, position = 100 + seq): Entry => ({
  userId: me,
  actorId: me,
  kind: 'READ',
  seq,
  position,
  at,
})
const ended = (position: number): Entry => ({
  userId: me,
  actorId: '',
  kind: 'CONVERSATION_ENDED',
  seq: 0,
  position,
  at,
})

const after = (...entries: Entry[]): ThreadState =>
  entries.reduce((thread, entry) => apply(thread, entry, false).thread, newThread(anna))

describe('what is unread of a conversation', () => {
  it('is what the other wrote above the read mark, in whatever order the entries come', () => {
    const entries = [written(1), written(2), written(4), read(2), written(5)]
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (order) => {
        expect(after(...order).unread).toEqual([4, 5])
      }),
    )
  })

  it('is the same when an entry comes twice', () => {
    expect(after(written(1), written(1), read(0), written(2), written(1)).unread).toEqual([1, 2])
  })

  it('is nothing that the person wrote, nor moved by what the other reads', () => {
    const own = { ...written(3), actorId: me }
    expect(after(written(1), own, { ...read(3), actorId: anna }).unread).toEqual([1])
  })

  it('is nothing that came before what the person writes while looking at the app, in whatever order the entries come', () => {
    const own = { ...written(3), actorId: me }
    const entries = [written(1), written(2), own, written(4), read(1)]
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (order) => {
        const thread = order.reduce((before, entry) => apply(before, entry, true).thread, newThread(anna))
        expect(thread).toMatchObject({ unread: [4], read_seq: 3 })
      }),
    )
  })
})

describe('a conversation that ended', () => {
  it('stays so for what was written before and comes late', () => {
    const thread = after(written(1, 1), ended(3), written(2, 2))
    expect(thread.ended).toBe(true)
    expect(thread.unread).toEqual([1])
  })

  it('goes on when it is shown again', () => {
    const shown: Entry = { ...ended(4), kind: 'CONVERSATION_CREATED', actorId: anna }
    expect(after(ended(3), shown).ended).toBe(false)
    expect(after(shown, ended(3)).ended).toBe(false)
  })
})

it('says what each entry means to what the person is told', () => {
  const thread = after(written(1), written(2))
  const meaningOf = (entry: Entry) => apply(thread, entry, false).meaning
  expect(meaningOf(written(3))).toBe('news')
  expect(meaningOf(read(1))).toBe('seen')
  expect(meaningOf(read(2))).toBe('over')
  const own = { ...written(3), actorId: me }
  expect(meaningOf(own)).toBe('seen')
  expect(apply(thread, own, true).meaning).toBe('over')
  expect(meaningOf(ended(9))).toBe('over')
  expect(meaningOf(written(1))).toBe('nothing')
})
