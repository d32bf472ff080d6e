import type { Span } from '@kindred/tracing'

import { nulRefused } from './errors.js'

/** What a message says: a kind of message adds its field here. */
export interface Content {
  readonly text: string
}

export const contentOf = ({ text }: Content): Content => ({ text })

/** A message before it has a seq. */
export interface Draft extends Content {
  readonly conversationId: string
  readonly senderId: string
  readonly clientMessageId: string
  /** Of the call that wrote it; missing where nothing is traced. */
  readonly span?: Span | undefined
}

/** Two drafts with the same key are the same message. */
export const draftKey = (senderId: string, clientMessageId: string): string =>
  `${senderId} ${clientMessageId}`

/** Refuses characters that PostgreSQL cannot store, so that one draft does not fail the others in its group. */
export function checkDraft(draft: Draft): Draft {
  if (draft.text.includes('\0')) throw nulRefused('text')
  if (draft.clientMessageId.includes('\0')) throw nulRefused('client_message_id')
  return draft
}
