import { nulRefused } from './errors.js'

/** A message before it has a seq. */
export interface Draft {
  readonly conversationId: string
  readonly senderId: string
  readonly clientMessageId: string
  readonly text: string
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
