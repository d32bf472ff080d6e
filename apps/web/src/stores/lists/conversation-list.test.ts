import { describe, expect, it } from 'vitest'

import type { Conversation, Message } from '@kindred/client'

import { splitConversations, unreadTotal, withMessage, without, withRead } from './conversation-list.js'

const message = (conversationId: string, seq: number, sender = 'them'): Message => ({
  id: `${conversationId}${seq}`,
  conversation_id: conversationId,
  seq,
  sender_id: sender,
  client_message_id: '',
  text: '',
  created_at: '',
  advice: [],
})
const conversation = (id: string, last: number, unread = 0): Conversation => ({
  conversation_id: id,
  ...(last > 0 ? { last_message: message(id, last) } : {}),
  unread_count: unread,
  read_up_to_seq: last - unread,
  participant_read_up_to_seq: 0,
  participant_writes_first: false,
  created_at: '',
})
const list = [conversation('a', 5, 2), conversation('b', 3), conversation('c', 0)]

describe('the list of conversations', () => {
  it('the list of conversations puts a conversation with a new message on top and counts what is unread', () => {
    const next = withMessage(list, message('b', 4), 'me')
    expect(next?.map((each) => each.conversation_id)).toEqual(['b', 'a', 'c'])
    expect(next?.[0]).toMatchObject({ unread_count: 1, last_message: { seq: 4 } })
    expect(withMessage(list, message('b', 4, 'me'), 'me')?.[0]?.unread_count).toBe(0)
  })

  it('the list of conversations counts a repeated message once', () => {
    expect(withMessage(list, message('a', 5), 'me')).toEqual(list)
  })

  it('the list of conversations must be loaded for a conversation that it does not know', () => {
    expect(withMessage(list, message('z', 1), 'me')).toBeUndefined()
    expect(withRead(list, 'z', { mine: true, upTo: 1 })).toBeUndefined()
  })

  it('the list of conversations takes read marks in, and must be loaded for one that leaves something unread', () => {
    expect(withRead(list, 'a', { mine: true, upTo: 5 })?.[0]).toMatchObject({
      unread_count: 0,
      read_up_to_seq: 5,
    })
    expect(withRead(list, 'a', { mine: true, upTo: 4 })).toBeUndefined()
    expect(withRead(list, 'a', { mine: false, upTo: 4 })?.[0]).toMatchObject({
      unread_count: 2,
      participant_read_up_to_seq: 4,
    })
  })

  it('the list of conversations parts new matches from conversations that have begun', () => {
    const { fresh, begun } = splitConversations(list)
    expect(fresh.map((each) => each.conversation_id)).toEqual(['c'])
    expect(begun.map((each) => each.conversation_id)).toEqual(['a', 'b'])
    expect(unreadTotal(list)).toBe(2)
    expect(without(list, 'a')).toHaveLength(2)
  })
})
