import { InlineKeyboard } from 'grammy'

import type { Broadcast } from '@kindred/client'
import { type Locale, locales, nameOfLocale, type Translator } from '@kindred/locales'

import { shortened } from '../telegram/html.js'

/** How news stand, as a message with buttons. */
export interface NewsCard {
  readonly text: string
  readonly keyboard: InlineKeyboard
}

const acts = ['open', 'look', 'read', 'send', 'stop'] as const

/** What can be done with news: shown in a message of their own or in the same one, read, sent, ended. */
export type NewsAct = (typeof acts)[number]

export const isNewsAct = (name: string): name is NewsAct => acts.some((one) => one === name)

/** The data of a button under news. */
export const newsData = (act: NewsAct, { broadcast_id: id }: Broadcast): string => `news:${act}:${id}`

/** What such buttons send: an act and an id. */
export const newsPress = /^news:(\w+):([0-9a-f-]{36})$/

/** Whether nothing about them changes unless somebody does something. */
export const isSettled = ({ state, waiting }: Broadcast): boolean =>
  state === 'READY' || state === 'STOPPED' || (state === 'QUEUED' && waiting === 0)

/** How news begin, in the reader's language when they are in it. */
export function beginningOf({ texts }: Broadcast, locale: Locale, most: number): string {
  const { text = '' } = texts.find(({ language }) => language === locale) ?? texts[0] ?? {}
  return shortened(text.replaceAll('\n', ' '), most)
}

const shownLetters = 100

/** How news stand and what can be done with them. */
export function newsCard(news: Broadcast, { t, locale }: Translator): NewsCard {
  const head = t('news-head', { text: beginningOf(news, locale, shownLetters) })
  const lines = [head, audienceOf(news, t), standingOf(news, t)]
  return { text: lines.join('\n\n'), keyboard: buttonsOf(news, t) }
}

function audienceOf(
  { language, active_within_days: days, verified_only: verified }: Broadcast,
  t: Translator['t'],
): string {
  const locale = locales.find((one) => one === language)
  const parts = [
    ...(locale === undefined ? [] : [t('news-to-readers', { language: nameOfLocale(locale) })]),
    ...(days > 0 ? [t('news-to-active', { count: days })] : []),
    ...(verified ? [t('news-to-verified')] : []),
  ]
  return parts.length === 0 ? t('news-to-everybody') : parts.join(' ')
}

function standingOf(news: Broadcast, t: Translator['t']): string {
  const { state, people, opted_out: out, queued, sent, failed, waiting } = news
  if (state === 'COUNTING') return t('news-counting')
  if (state === 'READY')
    return [t('news-reaches', { count: people }), t('news-out', { count: out })].join(' ')
  const has = [t('news-have', { count: sent }), ...(failed > 0 ? [t('news-failed', { count: failed })] : [])]
  if (state === 'STOPPED') return queued === 0 ? t('news-thrown-away') : [t('news-stopped'), ...has].join(' ')
  if (isSettled(news)) return [t('news-done'), ...has].join(' ')
  return [t('news-under-way'), ...has, t('news-waiting', { count: waiting })].join(' ')
}

function buttonsOf(news: Broadcast, t: Translator['t']): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  const { state, people } = news
  if (state === 'READY' && people > 0)
    keyboard.text(t('news-send', { count: people }), newsData('send', news)).row()
  if (!isSettled(news)) keyboard.text(t('news-refresh'), newsData('look', news))
  keyboard.text(t('news-read'), newsData('read', news))
  if (state === 'READY') keyboard.row().text(t('news-throw-away'), newsData('stop', news))
  else if (!isSettled(news)) keyboard.row().text(t('news-stop'), newsData('stop', news))
  return keyboard
}
