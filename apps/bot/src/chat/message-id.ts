import { createHmac } from 'node:crypto'

/** The client_message_id of what a person wrote in a chat of Telegram: the same whenever and wherever the update is worked on. */
export type MessageIdOf = (chatId: number, messageId: number) => string

/** Keyed, since the other person sees the id as well and must not find the Telegram account by trying them all. */
export const messageIds =
  (secret: string): MessageIdOf =>
  (chatId, messageId) =>
    createHmac('sha256', secret).update(`message ${chatId} ${messageId}`).digest('base64url').slice(0, 32)
