import { isDeepStrictEqual } from 'node:util'

import type { AppError } from '@kindred/kernel'

import { type Content, contentOf, type Draft, draftKey } from './draft.js'
import { clientMessageIdReused, conversationNotFound } from './errors.js'

export interface OpenConversation {
  readonly id: string
  readonly lastSeq: number
  readonly userIds: readonly [string, string]
}

/** A stored message, found by its sender and client_message_id. */
export interface SentMessage extends Content {
  readonly senderId: string
  readonly clientMessageId: string
  readonly conversationId: string
}

/** A draft becomes a message with the next seq, repeats a stored message, or is refused. */
export type Placement =
  | { readonly kind: 'new'; readonly seq: number; readonly partnerId: string }
  | { readonly kind: 'again' }
  | { readonly kind: 'refused'; readonly error: AppError }

/** Numbers drafts in order: seqs continue each conversation's last without a gap, and a repeated client_message_id gets none. */
export function placeDrafts(
  drafts: readonly Draft[],
  conversations: readonly OpenConversation[],
  sent: readonly SentMessage[],
): Placement[] {
  const open = new Map(conversations.map((conversation) => [conversation.id, conversation]))
  const seqs = new Map(conversations.map(({ id, lastSeq }) => [id, lastSeq]))
  const taken = new Map<string, SentMessage>(
    sent.map((one) => [draftKey(one.senderId, one.clientMessageId), one]),
  )

  return drafts.map((draft) => {
    const partnerId = partnerOf(open.get(draft.conversationId), draft.senderId)
    if (partnerId === undefined) return { kind: 'refused', error: conversationNotFound() }
    const key = draftKey(draft.senderId, draft.clientMessageId)
    const earlier = taken.get(key)
    if (earlier !== undefined) return isSame(draft, earlier) ? { kind: 'again' } : reused()
    taken.set(key, draft)
    const seq = (seqs.get(draft.conversationId) ?? 0) + 1
    seqs.set(draft.conversationId, seq)
    return { kind: 'new', seq, partnerId }
  })
}

const reused = (): Placement => ({ kind: 'refused', error: clientMessageIdReused() })

const isSame = (draft: Draft, sent: SentMessage): boolean =>
  draft.conversationId === sent.conversationId && isDeepStrictEqual(contentOf(draft), contentOf(sent))

function partnerOf(conversation: OpenConversation | undefined, userId: string): string | undefined {
  if (!conversation?.userIds.includes(userId)) return undefined
  return conversation.userIds.find((id) => id !== userId)
}
