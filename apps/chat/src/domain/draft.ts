import { nulRefused } from './errors.js'

/** A message before it has a place. */
export interface Draft {
  readonly conversationId: string
  readonly senderId: string
  readonly clientMessageId: string
  readonly text: string
}

/** What makes a message of a sender the same message again. */
export const draftKey = (senderId: string, clientMessageId: string): string =>
  `${senderId} ${clientMessageId}`

/** Refuses what PostgreSQL cannot store, so that one draft never fails the others of its group. */
export function checkDraft(draft: Draft): Draft {
  if (draft.text.includes('\0')) throw nulRefused('text')
  if (draft.clientMessageId.includes('\0')) throw nulRefused('client_message_id')
  return draft
}
