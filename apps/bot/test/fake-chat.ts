import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { Contact, Conversation, Message } from '@kindred/client'

import { problem } from './problem.js'

/** What chat keeps of one person's conversations. */
export interface FakeTalker {
  readonly userId: string
  conversations: Conversation[]
  readonly messages: Message[]
  /** How the contact stands with every match; whoever offers back does so at once. */
  contact: Contact
  /** Matches that the person ended, with the word to the other. */
  readonly ended: string[]
  /** The problems that the next messages meet. */
  readonly refusals: { status: number; code: string }[]
}

interface InConversation {
  Params: { id: string }
  Querystring: { before_seq?: string; page_size?: string }
  Body: { client_message_id: string; text: string; up_to_seq: number; offered: boolean }
}

/** The routes of chat that the bot uses. */
export function serveChat(app: FastifyInstance, caller: (request: FastifyRequest) => FakeTalker): void {
  serveContact(app, caller)
  serveEnd(app, caller)
  app.get('/v1/chat/conversations', (request) => ({
    conversations: caller(request).conversations,
    next_page_token: '',
  }))
  const found = (request: FastifyRequest<InConversation>): Conversation | undefined =>
    caller(request).conversations.find(({ conversation_id }) => conversation_id === request.params.id)
  app.get<InConversation>('/v1/chat/conversations/:id/messages', (request, reply) => {
    if (found(request) === undefined) return problem(reply, 404, 'CONVERSATION_NOT_FOUND')
    const { before_seq: before = Infinity, page_size: size = 50 } = request.query
    const earlier = caller(request).messages.filter(
      ({ conversation_id, seq }) => conversation_id === request.params.id && seq < Number(before),
    )
    return { messages: earlier.slice(-Number(size)), has_more: earlier.length > Number(size) }
  })
  app.post<InConversation>('/v1/chat/conversations/:id/messages', (request, reply) => {
    const person = caller(request)
    const refusal = person.refusals.shift()
    if (refusal !== undefined) return problem(reply, refusal.status, refusal.code)
    if (found(request) === undefined) return problem(reply, 404, 'CONVERSATION_NOT_FOUND')
    const { client_message_id: id, text } = request.body
    const known = person.messages.find(({ client_message_id }) => client_message_id === id)
    if (known !== undefined && known.text !== text) return problem(reply, 409, 'CLIENT_MESSAGE_ID_REUSED')
    if (known !== undefined) return reply.code(201).send(known)
    const message = messageOf(request.params.id, person.messages.length + 1, {
      text,
      senderId: person.userId,
    })
    person.messages.push({ ...message, client_message_id: id })
    return reply.code(201).send(person.messages.at(-1))
  })
  app.put<InConversation>('/v1/chat/conversations/:id/read', (request, reply) => {
    const conversation = found(request)
    if (conversation === undefined) return problem(reply, 404, 'CONVERSATION_NOT_FOUND')
    conversation.read_up_to_seq = Math.max(conversation.read_up_to_seq, request.body.up_to_seq)
    return { read_up_to_seq: conversation.read_up_to_seq, unread_count: 0 }
  })
}

/** The routes of the contact of a conversation. */
function serveContact(app: FastifyInstance, caller: (request: FastifyRequest) => FakeTalker): void {
  const isKnown = (request: FastifyRequest<InConversation>): boolean =>
    caller(request).conversations.some(({ conversation_id }) => conversation_id === request.params.id)
  app.get<InConversation>('/v1/chat/conversations/:id/contact', (request, reply) =>
    isKnown(request) ? caller(request).contact : problem(reply, 404, 'CONVERSATION_NOT_FOUND'),
  )
  app.put<InConversation>('/v1/chat/conversations/:id/contact', (request, reply) => {
    if (!isKnown(request)) return problem(reply, 404, 'CONVERSATION_NOT_FOUND')
    const person = caller(request)
    const { offered } = request.body
    if (person.contact.shared && !offered) return problem(reply, 409, 'CONTACT_IS_SHARED')
    const shared = offered && person.contact.participant_offers
    return (person.contact = { ...person.contact, offered, shared })
  })
}

/** The route by which a match ends. */
function serveEnd(app: FastifyInstance, caller: (request: FastifyRequest) => FakeTalker): void {
  app.delete<{ Params: { id: string }; Querystring: { farewell?: string } }>(
    '/v1/discovery/matches/:id',
    (request, reply) => {
      const person = caller(request)
      const { id } = request.params
      person.ended.push(request.query.farewell === 'true' ? `${id} kindly` : id)
      person.conversations = person.conversations.filter((one) => one.conversation_id !== id)
      return reply.code(204).send()
    },
  )
}

/** Nobody has offered anything. */
const noContact: Contact = {
  offered: false,
  participant_offers: false,
  shared: false,
  participant_id: '01890000-0000-7000-8000-0000000000bb',
  own_link: 'https://t.me/anna',
}

/** Nothing was said. */
export const newTalker = (): Omit<FakeTalker, 'userId'> => ({
  conversations: [],
  messages: [],
  refusals: [],
  contact: noContact,
  ended: [],
})

/** A message that somebody wrote. */
export const messageOf = (
  conversationId: string,
  seq: number,
  { text, senderId }: { text: string; senderId: string },
): Message => ({
  id: `01890000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  conversation_id: conversationId,
  seq,
  sender_id: senderId,
  client_message_id: `c-${seq}`,
  text,
  created_at: '2026-01-01T00:00:00Z',
  advice: [],
})

/** A conversation with somebody, in which nothing was said. */
export const conversationOf = (conversationId: string, name: string, userId: string): Conversation => ({
  conversation_id: conversationId,
  participant: { user_id: userId, name },
  unread_count: 0,
  read_up_to_seq: 0,
  participant_read_up_to_seq: 0,
  participant_writes_first: false,
  created_at: '2026-01-01T00:00:00Z',
})
