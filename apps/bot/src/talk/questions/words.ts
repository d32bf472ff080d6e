import { InlineKeyboard } from 'grammy'

import { textLimits } from '@kindred/client'
import { countText, keepText } from '@kindred/kernel/text'

import { cancelData, type Question, talkData } from '../question.js'

const { most, shape } = textLimits.LikeRequest.message

/** The words of a superlike, which is sent when the talk is over. */
export const words: Question = {
  async ask({ as, t, talk }) {
    const { left } = await as((client) => client.discovery.getSuperlikes())
    const name = talk.draft.target?.name ?? ''
    const keyboard = new InlineKeyboard()
      .text(t('talk-words-none'), talkData('words', 'none'))
      .row()
      .text(t('app-cancel'), cancelData)
    const text = [
      t('superlike-title', { name }),
      t('superlike-text', { name }),
      t('superlike-left', { count: left }),
      t('talk-words'),
    ]
    return { text: text.join('\n\n'), keyboard }
  },
  async hear({ t, talk }, { text }) {
    if (text === undefined) return undefined
    const over = countText(text, shape) - most
    if (over > 0)
      return {
        type: 'again',
        words: t('talk-words-long', { most, over: t('app-text-over', { count: over }) }),
      }
    return { type: 'answered', draft: { ...talk.draft, message: keepText(text, shape) } }
  },
  press: ({ talk }) => Promise.resolve({ type: 'answered', draft: { ...talk.draft, message: '' } }),
}
