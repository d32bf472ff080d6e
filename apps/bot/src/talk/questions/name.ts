import { InlineKeyboard } from 'grammy'

import { textLimits } from '@kindred/client'
import { countText, keepText } from '@kindred/kernel/text'

import { senderOf } from '../../context.js'
import { type Outcome, type Question, type Scene, talkData } from '../question.js'
import { saveBasics } from '../save-basics.js'

const { most, shape } = textLimits.CreateProfileRequest.name

/** What the person is called; proposed is what Telegram calls them. */
export const name: Question = {
  ask({ ctx, talk, t }) {
    const own = keepText(senderOf(ctx).first_name, shape)
    const text = t(talk.aim === 'join' ? 'talk-name' : 'talk-name-change')
    return isName(own)
      ? { text, keyboard: new InlineKeyboard().text(own, talkData('name', 'own')) }
      : { text }
  },
  hear: async (scene, { text }) => (text === undefined ? undefined : take(scene, text)),
  press: (scene) => take(scene, senderOf(scene.ctx).first_name),
}

async function take(scene: Scene, given: string): Promise<Outcome> {
  if (!isName(given)) return { type: 'again', words: scene.t('form-error-name') }
  return saveBasics(scene, { name: keepText(given, shape) })
}

const isName = (given: string): boolean =>
  countText(given, shape) <= most && /\p{L}/u.test(keepText(given, shape))
