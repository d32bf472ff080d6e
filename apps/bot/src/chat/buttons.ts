import { InlineKeyboard } from 'grammy'

import type { Key, Translator } from '@kindred/locales'

import type { AppLinks } from '../app-links.js'
import { type ChatAct, chatData } from './acts.js'

/** The buttons under what the other person of a conversation wrote. */
export const chatButtons = (id: string, translator: Translator, links: AppLinks): InlineKeyboard =>
  withFirst('bot-chat-reply', 'reply', id, { translator, links })

/** The first button reads, because nothing is shown yet. */
export const unreadButtons = (id: string, translator: Translator, links: AppLinks): InlineKeyboard =>
  withFirst('bot-chat-read', 'show', id, { translator, links })

const withFirst = (
  text: Key,
  act: ChatAct,
  id: string,
  { translator: { t }, links }: { translator: Translator; links: AppLinks },
): InlineKeyboard =>
  new InlineKeyboard()
    .text(t(text), chatData(act, id))
    .webApp(t('bot-chat-open'), links.chat(id))
    .row()
    .text(t('bot-chat-mute'), chatData('mute', id))
    .text(t('bot-chat-more'), chatData('more', id))
