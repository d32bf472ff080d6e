import { InlineKeyboard } from 'grammy'

import { distanceSteps } from '@kindred/kernel'
import { lengthText } from '@kindred/locales/people'

import { senderOf } from '../../context.js'
import { changePreferences } from '../preferences.js'
import { type Question, talkData } from '../question.js'

const buttonsInRow = 2

/** How far away the people may be whom the person sees. */
export const distance: Question = {
  ask({ ctx, t }) {
    const tag = senderOf(ctx).language_code ?? ''
    const keyboard = new InlineKeyboard()
    distanceSteps.forEach((km, at) => {
      keyboard.text(lengthText(km, t, tag), talkData('distance', String(km)))
      if (at % buttonsInRow === buttonsInRow - 1) keyboard.row()
    })
    return { text: t('talk-distance'), keyboard }
  },
  async press(scene, data) {
    const km = distanceSteps.find((step) => String(step) === data)
    if (km === undefined) return { type: 'again', words: scene.t('bot-old-button') }
    await changePreferences(scene, { max_distance_km: km })
    return { type: 'answered', draft: scene.talk.draft }
  },
}
