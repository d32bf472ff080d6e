import { InlineKeyboard } from 'grammy'

import type { Translator } from '@kindred/locales'

import type { AppLinks } from '../app-links.js'
import { chatData } from './acts.js'

/** The way to a conversation, and how far it is shown above the buttons. */
export interface ShownChat {
  readonly conversationId: string
  /** The last message that is shown; 0 when none is. */
  readonly upToSeq: number
}

/** The buttons under what the other person of a conversation wrote. */
export const chatButtons = (
  { conversationId: id, upToSeq }: ShownChat,
  { t }: Translator,
  links: AppLinks,
): InlineKeyboard =>
  new InlineKeyboard()
    .text(t('bot-chat-reply'), chatData('reply', id, upToSeq.toString(36)))
    .webApp(t('bot-chat-open'), links.chat(id))
    .row()
    .text(t('bot-chat-mute'), chatData('mute', id))
    .text(t('bot-chat-more'), chatData('more', id))

/** The first button reads, because nothing is shown yet. */
export const unreadButtons = (id: string, { t }: Translator, links: AppLinks): InlineKeyboard =>
  new InlineKeyboard()
    .text(t('bot-chat-read'), chatData('show', id))
    .webApp(t('bot-chat-open'), links.chat(id))
    .row()
    .text(t('bot-chat-mute'), chatData('mute', id))
    .text(t('bot-chat-more'), chatData('more', id))
