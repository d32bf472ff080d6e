import { InlineKeyboard } from 'grammy'

import { locales, nameOfLocale } from '@kindred/locales'

import { unlessRefused } from '../../gateway/unless-refused.js'
import { type Asked, cancelData, type Question, type Scene, talkData } from '../question.js'
import type { DraftNews } from '../talk.js'

const days = [1, 7, 30, 90]

/** Whom news are for; the last press prepares them, which counts people and sends nothing. */
export const newsAudience: Question = {
  ask: (scene) => asked(scene, scene.talk.draft.news),
  async press(scene, data) {
    const { as, t, talk } = scene
    const { news } = talk.draft
    if (news === undefined) return { type: 'again' }
    if (data !== 'count') {
      const draft = { ...talk.draft, news: chosen(news, data) }
      return { type: 'again', draft, asked: asked(scene, draft.news) }
    }
    const preparing = as((client) =>
      client.notification.prepareNews(requestOf(news), { idempotencyKey: news.key }),
    )
    const prepared = await unlessRefused(preparing)
    // Whoever is no admin any more has never heard of it.
    if (prepared === undefined) return { type: 'answered', words: t('bot-unknown-command') }
    const { broadcast_id: broadcastId } = prepared
    return { type: 'answered', draft: { ...talk.draft, news: { ...news, broadcastId } } }
  },
}

const requestOf = ({ texts, language, days: within, verified = false }: DraftNews) => ({
  texts: locales.map((locale) => ({ language: locale, text: texts[locale] ?? '' })),
  ...(language !== undefined && { language }),
  ...(within !== undefined && { active_within_days: within }),
  verified_only: verified,
})

/** The news for those whom a button names; everybody where the button names nobody in particular. */
function chosen(news: DraftNews, data: string): DraftNews {
  const [what, value] = data.split(':')
  const { language, days: within, verified = false, ...rest } = news
  const read = what === 'language' ? locales.find((locale) => locale === value) : language
  const used = what === 'days' ? days.find((one) => String(one) === value) : within
  return {
    ...rest,
    ...(read !== undefined && { language: read }),
    ...(used !== undefined && { days: used }),
    verified: what === 'badge' ? value === 'on' : verified,
  }
}

function asked({ t }: Scene, news: DraftNews | undefined): Asked {
  const keyboard = new InlineKeyboard()
  const button = (isOn: boolean, label: string, data: string): void =>
    void keyboard.text(`${isOn ? '☑' : '☐'} ${label}`, talkData('news-audience', data))
  button(news?.language === undefined, t('news-all-languages'), 'language:all')
  for (const locale of locales) button(news?.language === locale, nameOfLocale(locale), `language:${locale}`)
  keyboard.row()
  button(news?.days === undefined, t('news-whenever'), 'days:all')
  keyboard.row()
  for (const count of days) button(news?.days === count, t('news-days', { count }), `days:${count}`)
  keyboard.row()
  // What a press leads to, so that one that comes twice changes nothing.
  button(news?.verified === true, t('news-badge'), `badge:${news?.verified === true ? 'off' : 'on'}`)
  keyboard.row().text(t('news-count'), talkData('news-audience', 'count'))
  keyboard.row().text(t('app-cancel'), cancelData)
  return { text: t('news-ask-audience'), keyboard }
}
