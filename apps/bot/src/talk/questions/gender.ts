import { InlineKeyboard } from 'grammy'

import { factNamed } from '@kindred/facts'

import { type Question, talkData } from '../question.js'
import { saveBasics } from '../save-basics.js'

const { values, type } = factNamed('gender')

/** The stated gender. */
export const gender: Question = {
  ask({ t, label }) {
    const keyboard = new InlineKeyboard()
    for (const value of values) keyboard.text(label(type, value), talkData('gender', value))
    return { text: t('talk-gender'), keyboard }
  },
  async hear(scene, { text }) {
    const said = text?.trim().toLowerCase()
    const found = values.find((value) => scene.label(type, value).toLowerCase() === said)
    return found && saveBasics(scene, { gender: found })
  },
  async press(scene, data) {
    const found = values.find((value) => value === data)
    if (found === undefined) return { type: 'again', words: scene.t('form-error-choose') }
    return saveBasics(scene, { gender: found })
  },
}
