import { InlineKeyboard } from 'grammy'

import type { Gender } from '@kindred/client'
import { factNamed } from '@kindred/facts'
import { lengthText } from '@kindred/locales/people'

import { senderOf } from '../../context.js'
import { findPreferences } from '../../gateway/find-preferences.js'
import { changePreferences } from '../preferences.js'
import { type Asked, type Outcome, type Question, type Scene, talkData } from '../question.js'
import { wantedKeys, wantedNames } from '../wanted-names.js'

const { values } = factNamed('gender')

/** Whom the person wants to see: any number of genders, ticked one by one. */
export const wanted: Question = {
  async ask(scene) {
    const kept = scene.talk.draft.wanted ?? (await scene.as(findPreferences))?.wanted_genders ?? []
    return asked(scene, kept)
  },
  async press(scene, data) {
    const before = scene.talk.draft.wanted ?? (await scene.as(findPreferences))?.wanted_genders ?? []
    if (data === 'done') return finish(scene, before)
    const wanted = values.filter(
      (value) => data === `+${value}` || (before.includes(value) && data !== `-${value}`),
    )
    return { type: 'again', draft: { ...scene.talk.draft, wanted }, asked: asked(scene, wanted) }
  },
}

async function finish(scene: Scene, chosen: readonly Gender[]): Promise<Outcome> {
  const { t, talk } = scene
  if (chosen.length === 0) return { type: 'again', words: t('form-error-wanted') }
  const after = await changePreferences(scene, { wanted_genders: [...chosen] })
  const { wanted: _, ...draft } = talk.draft
  return {
    type: 'answered',
    draft,
    words: t('talk-wanted-noted', {
      who: wantedNames(chosen, scene),
      min: after.min_age,
      max: after.max_age,
      far: lengthText(after.max_distance_km, t, senderOf(scene.ctx).language_code ?? ''),
    }),
  }
}

function asked({ t }: Scene, chosen: readonly Gender[]): Asked {
  const keyboard = new InlineKeyboard()
  for (const value of values) {
    // What a press leads to, so that one that comes twice changes nothing.
    const [tick, change] = chosen.includes(value) ? ['☑', '-'] : ['☐', '+']
    keyboard.text(`${tick} ${t(wantedKeys[value])}`, talkData('wanted', `${change}${value}`)).row()
  }
  return { text: t('talk-wanted'), keyboard: keyboard.text(t('talk-done'), talkData('wanted', 'done')) }
}
