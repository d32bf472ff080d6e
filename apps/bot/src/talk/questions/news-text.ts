import { InlineKeyboard } from 'grammy'

import { textLimits } from '@kindred/client'
import { countText, keepText } from '@kindred/kernel/text'
import { type Locale, locales, nameOfLocale, type Translator } from '@kindred/locales'

import { type Asked, cancelData, type Question } from '../question.js'
import type { DraftNews } from '../talk.js'

const { most, shape } = textLimits.NewsText.text

/** The words of news, asked for in one language after the other. */
export const newsText: Question = {
  ask: ({ t, talk }) => asked(t, nextOf(talk.draft.news)),
  async hear({ t, talk }, { text = '' }) {
    const { news } = talk.draft
    const kept = keepText(text, shape)
    if (news === undefined || kept === '') return undefined
    const over = countText(text, shape) - most
    if (over > 0)
      return {
        type: 'again',
        words: t('talk-words-long', { most, over: t('app-text-over', { count: over }) }),
      }
    const texts = { ...(isWhole(news) ? {} : news.texts), [nextOf(news)]: kept }
    const draft = { ...talk.draft, news: { ...news, texts } }
    return isWhole(draft.news)
      ? { type: 'answered', draft }
      : { type: 'again', draft, asked: asked(t, nextOf(draft.news)) }
  },
}

const missingOf = ({ texts }: DraftNews): readonly Locale[] =>
  locales.filter((locale) => texts[locale] === undefined)

const isWhole = (news: DraftNews): boolean => missingOf(news).length === 0

/** Whoever comes back to the question writes all of them anew. */
const nextOf = (news: DraftNews | undefined): Locale => (news && missingOf(news)[0]) ?? locales[0]!

function asked(t: Translator['t'], locale: Locale): Asked {
  const text = t('news-ask-text', {
    at: locales.indexOf(locale) + 1,
    count: locales.length,
    language: nameOfLocale(locale),
    most,
  })
  return { text, keyboard: new InlineKeyboard().text(t('app-cancel'), cancelData) }
}
