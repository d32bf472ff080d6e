import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { AppError } from '@kindred/kernel'

import { type Draft, draftKey } from './draft.js'
import { type OpenConversation, placeDrafts, type Placement, type SentMessage } from './place-drafts.js'

const conversation: OpenConversation = {
  id: 'c1',
  lastSeq: 7,
  userIds: ['alice', 'bob'],
  wrote: [1, 3],
  unheard: [false, false],
  waits: [false, false],
  unmetBy: null,
}
const place = (
  drafts: readonly Draft[],
  conversations: readonly OpenConversation[],
  sent: readonly SentMessage[],
): Placement[] => placeDrafts(drafts, conversations, sent, () => undefined)
const draft = (change: Partial<Draft> = {}): Draft => ({
  conversationId: 'c1',
  senderId: 'alice',
  clientMessageId: 'm1',
  text: 'hi',
  ...change,
})

describe('placing drafts', () => {
  it('numbers drafts after the last seq, in their order', () => {
    const placed = place(
      [draft(), draft({ senderId: 'bob' }), draft({ clientMessageId: 'm2' })],
      [conversation],
      [],
    )
    expect(placed).toEqual([
      { kind: 'new', seq: 8, partnerId: 'bob', nth: 1, withheld: false },
      { kind: 'new', seq: 9, partnerId: 'alice', nth: 3, withheld: false },
      { kind: 'new', seq: 10, partnerId: 'bob', nth: 2, withheld: false },
    ])
  })

  it('lets nobody write before a partner who wants to be the first, and both after a message that is not withheld', () => {
    const empty = { ...conversation, lastSeq: 0, wrote: [0, 0] as const, waits: [true, false] as const }
    const drafts = [draft(), draft({ senderId: 'bob' }), draft({ clientMessageId: 'm2' })]
    const refusal = { kind: 'refused', error: { code: 'PARTNER_WRITES_FIRST' } }
    expect(place(drafts, [empty], [])).toMatchObject([refusal, { seq: 1 }, { seq: 2 }])
    const unheard = { ...empty, unheard: [false, true] as const }
    expect(place(drafts, [unheard], [])).toMatchObject([refusal, { seq: 1, withheld: true }, refusal])
  })

  it('asks before the first message of a conversation, and again until one was admitted', () => {
    const empty = { ...conversation, lastSeq: 0, wrote: [0, 0] as const }
    const asked: string[] = []
    const refusal = new AppError({ kind: 'rateLimited', code: 'NO', detail: 'No.' })
    const placed = placeDrafts(
      [draft(), draft({ senderId: 'bob' }), draft({ senderId: 'bob', clientMessageId: 'm2' })],
      [empty],
      [],
      (userId) => {
        asked.push(userId)
        return userId === 'alice' ? refusal : undefined
      },
    )
    expect(placed).toMatchObject([
      { kind: 'refused', error: { code: 'NO' } },
      { seq: 1, nth: 0 },
      { seq: 2, nth: 1 },
    ])
    expect(asked).toEqual(['alice', 'bob'])
  })

  it('refuses drafts to a conversation that is gone and to one of other people', () => {
    const placed = place([draft({ conversationId: 'c2' }), draft({ senderId: 'eve' })], [conversation], [])
    expect(placed).toMatchObject([
      { kind: 'refused', error: { code: 'CONVERSATION_NOT_FOUND' } },
      { kind: 'refused', error: { code: 'CONVERSATION_NOT_FOUND' } },
    ])
  })

  it('gives no seq to a repeated message, stored before or in the same group', () => {
    const placed = place(
      [
        draft(),
        draft({ clientMessageId: 'm2' }),
        draft({ clientMessageId: 'm2' }),
        draft({ clientMessageId: 'm3' }),
      ],
      [conversation],
      [draft()],
    )
    expect(placed).toMatchObject([{ kind: 'again' }, { seq: 8 }, { kind: 'again' }, { seq: 9 }])
  })

  it('refuses a client_message_id with another text or in another conversation', () => {
    const other = { ...conversation, id: 'c2' }
    const placed = place(
      [draft({ text: 'other' }), draft({ conversationId: 'c2' })],
      [conversation, other],
      [draft()],
    )
    expect(placed).toMatchObject([
      { kind: 'refused', error: { code: 'CLIENT_MESSAGE_ID_REUSED' } },
      { kind: 'refused', error: { code: 'CLIENT_MESSAGE_ID_REUSED' } },
    ])
  })

  it('leaves no gap and numbers no client_message_id twice, whatever the drafts', () => {
    const drafts = fc.array(
      fc.record({
        conversationId: fc.constantFrom('c1', 'c2', 'gone'),
        senderId: fc.constantFrom('alice', 'bob', 'eve'),
        clientMessageId: fc.constantFrom('1', '2', '3', '4'),
        text: fc.constantFrom('a', 'b'),
      }),
    )
    fc.assert(
      fc.property(drafts, drafts, (sent, wished) => {
        const conversations = [conversation, { ...conversation, id: 'c2', lastSeq: 0 }]
        const before = [
          ...new Map(sent.map((one) => [draftKey(one.senderId, one.clientMessageId), one])).values(),
        ]
        checkPlaces(wished, conversations, before)
      }),
    )
  })
})

function checkPlaces(drafts: Draft[], conversations: OpenConversation[], sent: SentMessage[]): void {
  const placed = place(drafts, conversations, sent)
  for (const { id, lastSeq } of conversations) {
    const seqs = placed.flatMap((one, i) =>
      one.kind === 'new' && drafts[i]!.conversationId === id ? [one.seq] : [],
    )
    expect(seqs).toEqual(seqs.map((_, i) => lastSeq + 1 + i))
  }
  const keys = placed.flatMap((one, i) =>
    one.kind === 'new' ? [draftKey(drafts[i]!.senderId, drafts[i]!.clientMessageId)] : [],
  )
  expect(new Set(keys).size).toBe(keys.length)
}
