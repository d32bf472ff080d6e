import { expect, it } from 'vitest'

import { bundle } from './bundle.js'

const message = (seq: number, length = 10) => ({ seq, text: 'x'.repeat(length) })
const seqs = (found: ReturnType<typeof bundle>) => found?.messages.map(({ seq }) => seq)

it('adds what is new to the message that shows what is unread', () => {
  const found = bundle([message(1), message(2), message(3)], { messageId: 7, fromSeq: 1 }, 2)
  expect(found?.replaces).toBe(7)
  expect(seqs(found)).toEqual([1, 2, 3])
})

it('begins a new message with what is new when all together is too long for one', () => {
  const found = bundle([message(1, 3_000), message(2, 400), message(3, 400)], { messageId: 7, fromSeq: 1 }, 1)
  expect(found?.replaces).toBeUndefined()
  expect(seqs(found)).toEqual([2, 3])
})

it('leaves the rest for the next, and takes one message however long it is', () => {
  expect(seqs(bundle([message(1, 2_000), message(2, 2_000)], undefined, 0))).toEqual([1])
  expect(seqs(bundle([message(1, 4_000), message(2)], undefined, 0))).toEqual([1])
})

it('shows nothing when all was told', () => {
  expect(bundle([message(1)], { messageId: 7, fromSeq: 1 }, 1)).toBeUndefined()
})
