import { InlineKeyboard } from 'grammy'

import { textLimits } from '@kindred/client'
import { countText, keepText } from '@kindred/kernel/text'

import { cancelData, type Question, talkData } from '../question.js'

const { most, shape } = textLimits.UpdateMyProfileRequest.bio

/** A few words about the person. */
export const about: Question = {
  ask: ({ t, talk }) => ({
    text: t('talk-about'),
    keyboard:
      talk.aim === 'join'
        ? new InlineKeyboard().text(t('onboarding-skip'), talkData('about', 'skip'))
        : new InlineKeyboard().text(t('app-cancel'), cancelData),
  }),
  async hear({ as, t, talk }, { text }) {
    if (text === undefined) return undefined
    const over = countText(text, shape) - most
    if (over > 0)
      return { type: 'again', words: `${t('form-error-bio')} ${t('app-text-over', { count: over })}` }
    const bio = keepText(text, shape)
    if (bio === '') return undefined
    await as((client) => client.profile.updateMyProfile({ bio }))
    return { type: 'answered', draft: talk.draft }
  },
  press: ({ talk }) => Promise.resolve({ type: 'answered', draft: talk.draft }),
}
