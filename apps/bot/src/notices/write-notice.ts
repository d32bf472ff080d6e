import { InlineKeyboard } from 'grammy'

import type { Delivery, Kind, MatchNews, News } from '@kindred/client'
import type { Translator } from '@kindred/locales'

import type { AppLinks } from '../app-links.js'
import { chatData } from '../chat/acts.js'
import { chatButtons, unreadButtons } from '../chat/buttons.js'
import { linesOf, saidUnder } from '../chat/said.js'
import { warningAbove } from '../chat/warning.js'
import { headed } from '../telegram/marked.js'
import { longestMessage, piecesOf } from '../telegram/pieces.js'
import { digestText } from './digest.js'
import type { Notice } from './notice.js'
import { outcomeNotice } from './outcome.js'
import { settingsPress, switchButton } from './switches.js'

/** A delivery in the person's language, with the way to the place that it is about and a button that switches its kind off. */
export function writeNotice(delivery: Delivery, translator: Translator, links: AppLinks): Notice {
  const { t } = translator
  if (delivery.digest !== undefined) {
    const keyboard = new InlineKeyboard().webApp(t('bot-open-app'), links.home)
    return notice(digestText(delivery.digest, t), keyboard.row().text(t('notify-title'), settingsPress))
  }
  const written = writings[delivery.kind](delivery, translator, links)
  if (!alwaysOn.has(delivery.kind)) written.keyboard.row().add(switchButton(delivery.kind, 'off', t))
  return written
}

/** Messages have a button of their own that mutes the conversation; what is about safety is always told. */
const alwaysOn = new Set<Kind>(['MESSAGE', 'SAFETY'])

const writings: Readonly<
  Record<Kind, (delivery: Delivery, translator: Translator, links: AppLinks) => Notice>
> = {
  MESSAGE: messages,
  MATCH: match,
  YOUR_TURN: yourTurn,
  LIKE: (delivery, { t }, links) => likes(t('away-likes', { count: delivery.count }), t, links),
  SUPERLIKE: (delivery, { t }, links) =>
    likes(t('bot-notice-superlikes', { count: delivery.count }), t, links),
  PHOTO_DECIDED: outcomeNotice,
  SAFETY: outcomeNotice,
  NEWS: ({ news }, { t, locale }, links) => ({
    texts: piecesOf(linesOf(newsIn(news, locale)), longestMessage).map((text) => ({ text, entities: [] })),
    keyboard: new InlineKeyboard().webApp(t('bot-open-app'), links.home),
  }),
}

/** The text in the person's language, else the first. */
const newsIn = (news: News | undefined, locale: string): string =>
  (news?.texts.find(({ language }) => language === locale) ?? news)?.text ?? ''

const notice = (text: string, keyboard: InlineKeyboard): Notice => ({
  texts: [{ text, entities: [] }],
  keyboard,
})

/** The head counts what is below it; what does not fit comes as the next delivery. */
function messages(delivery: Delivery, translator: Translator, links: AppLinks): Notice {
  const { t } = translator
  const { conversation_id: id = '', count, messages: shown } = delivery
  const who = nameOf(delivery, t)
  if (shown.length === 0)
    return notice(t('bot-chat-unread', { who, count }), unreadButtons(id, translator, links))
  const name = delivery.person?.name ?? t('bot-chat-somebody')
  const texts = shown.map(({ text, advice }) => [...warningAbove(advice, name, t), linesOf(text)].join('\n'))
  return {
    texts: saidUnder(t('bot-chat-head', { who, count: shown.length }), texts),
    keyboard: chatButtons(id, translator, links),
  }
}

function match(delivery: Delivery, { t }: Translator, links: AppLinks): Notice {
  const { conversation_id: id = '', match_news: news } = delivery
  if (news !== undefined) return matchNews(news, delivery, t)
  const keyboard = new InlineKeyboard()
    .text(t('bot-notice-write'), chatData('reply', id))
    .webApp(t('bot-chat-open'), links.chat(id))
  return { texts: [headed(t('match-title'), t('match-text', { name: nameOf(delivery, t) }))], keyboard }
}

/** What the other of a match did; what is true of the contact by now is behind the button. */
function matchNews(news: MatchNews, delivery: Delivery, t: Translator['t']): Notice {
  const { conversation_id: id = '', person } = delivery
  const name = person?.name ?? t('bot-chat-somebody')
  const keyboard = new InlineKeyboard()
  if (news === 'FAREWELL') return notice(t('farewell-from', { name }), keyboard)
  const isShared = news === 'CONTACT_SHARED'
  keyboard.text(t(isShared ? 'contact-show' : 'contact-answer'), chatData('contact', id))
  return notice(t(isShared ? 'contact-now-shared' : 'contact-they-offer', { name }), keyboard)
}

function yourTurn(delivery: Delivery, { t }: Translator, links: AppLinks): Notice {
  const { conversation_id: id = '' } = delivery
  const keyboard = new InlineKeyboard()
    .text(t('bot-chat-read'), chatData('show', id))
    .webApp(t('bot-chat-open'), links.chat(id))
    .row()
    .text(t('farewell-action'), chatData('part', id))
  return notice(t('bot-notice-your-turn', { who: nameOf(delivery, t) }), keyboard)
}

const likes = (text: string, t: Translator['t'], links: AppLinks): Notice =>
  notice(text, new InlineKeyboard().webApp(t('bot-notice-see'), links.likes))

/** The person may have left since. */
function nameOf({ person }: Delivery, t: Translator['t']): string {
  return person === undefined
    ? t('bot-chat-somebody')
    : t('app-name-age', { name: person.name, age: person.age })
}
