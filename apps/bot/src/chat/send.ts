import { KindredError, type Message, textLimits } from '@kindred/client'
import { countText } from '@kindred/kernel/text'
import type { Translator } from '@kindred/locales'

import type { Gateway, Sender } from '../gateway/gateway.js'
import { isPassing, throughRestart } from '../gateway/through-restart.js'

/** What a person wrote for a conversation. */
export interface Words {
  readonly conversationId: string
  readonly messageId: string
  readonly text: string
}

/** Sends words; what was sent before is not sent again. */
export function sendWords(gateway: Gateway, sender: Sender, words: Words): Promise<Message> {
  const { conversationId, messageId, text } = words
  const request = { conversation_id: conversationId, client_message_id: messageId, text }
  return throughRestart(() => gateway.as(sender, (client) => client.chat.sendMessage(request)))
}

const { most, shape } = textLimits.SendMessageRequest.text

/** Why a text cannot be a message; undefined when it can. */
export function faultOf(text: string, t: Translator['t']): string | undefined {
  const count = countText(text, shape)
  if (count === 0) return t('bot-chat-empty')
  return count > most ? t('bot-chat-too-long', { most, over: count - most }) : undefined
}

/** Why words were not sent, and whether it is worth trying again; undefined for what is not about them. */
export function refusalOf(error: unknown, t: Translator['t']): Refusal | undefined {
  if (!(error instanceof KindredError)) return undefined
  const { code, status, retryAfter = 0 } = error
  if (code === 'CONVERSATION_NOT_FOUND') return { why: t('bot-chat-ended'), again: false, isOver: true }
  // Tried again after the words were changed in Telegram: the first ones had arrived.
  if (code === 'CLIENT_MESSAGE_ID_REUSED') return { why: t('bot-chat-sent-before'), again: false }
  if (code === 'PARTNER_WRITES_FIRST') return { why: t('bot-chat-not-first'), again: true }
  if (code === 'FIRST_MESSAGES_USED_UP') {
    const hours = Math.max(1, Math.ceil(retryAfter / 3_600))
    return { why: t('bot-chat-used-up', { hours }), again: true }
  }
  if (status === 429) return { why: t('bot-chat-too-fast'), again: true }
  return isPassing(error) ? { why: t('bot-chat-not-sent'), again: true } : undefined
}

/** What a person is told under words that were not sent. */
interface Refusal {
  readonly why: string
  readonly again: boolean
  /** The conversation has ended. */
  readonly isOver?: boolean
}
