import { isDeepStrictEqual } from 'node:util'

import type { AppError } from '@kindred/kernel'

import type { Admit } from './beginnings.js'
import { type Content, contentOf, type Draft, draftKey } from './draft.js'
import { clientMessageIdReused, conversationNotFound, partnerWritesFirst } from './errors.js'

export interface OpenConversation {
  readonly id: string
  readonly lastSeq: number
  readonly userIds: readonly [string, string]
  /** How many messages each of them wrote; from three on they are not counted. */
  readonly wrote: readonly [number, number]
  /** Whether what each of them writes is kept from the other. */
  readonly unheard: readonly [boolean, boolean]
  /** Whether each of them must wait for the other's first message. */
  readonly waits: readonly [boolean, boolean]
  /** Who does not know of the conversation. */
  readonly unmetBy: string | null
}

/** A stored message, found by its sender and client_message_id. */
export interface SentMessage extends Content {
  readonly senderId: string
  readonly clientMessageId: string
  readonly conversationId: string
}

/** A draft becomes a message with the next seq, repeats a stored message, or is refused. */
export type Placement =
  | {
      readonly kind: 'new'
      readonly seq: number
      readonly partnerId: string
      /** How many messages the sender had written there before; from three on they are not counted. */
      readonly nth: number
      /** Whether the partner is not to get it. */
      readonly withheld: boolean
    }
  | { readonly kind: 'again' }
  | { readonly kind: 'refused'; readonly error: AppError }

/**
 * Numbers drafts in order: seqs continue each conversation's last without a gap, and a repeated client_message_id gets none. Whoever begins
 * a conversation must be admitted, and nobody writes before a partner who wants to be the first.
 */
export function placeDrafts(
  drafts: readonly Draft[],
  conversations: readonly OpenConversation[],
  sent: readonly SentMessage[],
  admit: Admit,
): Placement[] {
  const open = new Map(conversations.map((conversation) => [conversation.id, conversation]))
  const seqs = new Map(conversations.map(({ id, lastSeq }) => [id, lastSeq]))
  const wrote = new Map(conversations.flatMap(writtenBy))
  const waiting = new Set(conversations.flatMap(waitingIn))
  const taken = new Map<string, SentMessage>(
    sent.map((one) => [draftKey(one.senderId, one.clientMessageId), one]),
  )

  return drafts.map((draft) => {
    const conversation = open.get(draft.conversationId)
    const partnerId = partnerOf(conversation, draft.senderId)
    if (conversation === undefined || partnerId === undefined)
      return { kind: 'refused', error: conversationNotFound() }
    const key = draftKey(draft.senderId, draft.clientMessageId)
    const earlier = taken.get(key)
    if (earlier !== undefined) return isSame(draft, earlier) ? { kind: 'again' } : reused()
    const writer = writerKey(draft.conversationId, draft.senderId)
    if (waiting.has(writer)) return { kind: 'refused', error: partnerWritesFirst() }
    const seq = (seqs.get(draft.conversationId) ?? 0) + 1
    const error = seq === 1 ? admit(draft.senderId) : undefined
    if (error !== undefined) return { kind: 'refused', error }
    taken.set(key, draft)
    seqs.set(draft.conversationId, seq)
    const nth = wrote.get(writer) ?? 0
    wrote.set(writer, nth + 1)
    const withheld = isUnheard(conversation, draft.senderId)
    if (!withheld) waiting.delete(writerKey(draft.conversationId, partnerId))
    return { kind: 'new', seq, partnerId, nth, withheld }
  })
}

const writerKey = (conversationId: string, userId: string): string => `${conversationId} ${userId}`

const writtenBy = ({ id, userIds, wrote }: OpenConversation): [string, number][] =>
  userIds.map((userId, place) => [writerKey(id, userId), wrote[place]!])

const waitingIn = ({ id, userIds, waits }: OpenConversation): string[] =>
  userIds.filter((_, place) => waits[place]).map((userId) => writerKey(id, userId))

const reused = (): Placement => ({ kind: 'refused', error: clientMessageIdReused() })

const isSame = (draft: Draft, sent: SentMessage): boolean =>
  draft.conversationId === sent.conversationId && isDeepStrictEqual(contentOf(draft), contentOf(sent))

const isUnheard = ({ userIds, unheard }: OpenConversation, userId: string): boolean =>
  unheard[userIds.indexOf(userId)]!

function partnerOf(conversation: OpenConversation | undefined, userId: string): string | undefined {
  if (!conversation?.userIds.includes(userId) || conversation.unmetBy === userId) return undefined
  return conversation.userIds.find((id) => id !== userId)
}
