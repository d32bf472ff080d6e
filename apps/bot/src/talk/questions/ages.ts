import { InlineKeyboard } from 'grammy'

import { ages as limits, likelyAges } from '@kindred/kernel'

import { changePreferences } from '../preferences.js'
import { type Outcome, type Question, type Scene, talkData } from '../question.js'

/** How old the people may be whom the person sees. */
export const ages: Question = {
  async ask({ as, t }) {
    const { age } = await as((client) => client.profile.getMyProfile())
    const near = likelyAges(age)
    const keyboard = new InlineKeyboard()
    for (const { min, max } of [near, limits])
      keyboard.text(t('filters-age-range', { min, max }), talkData('ages', `${min}-${max}`))
    return { text: t('talk-ages', near), keyboard }
  },
  hear: async (scene, { text }) => (text === undefined ? undefined : take(scene, text)),
  press: take,
}

async function take(scene: Scene, said: string): Promise<Outcome> {
  const [min = 0, max = 0, ...more] = (said.match(/\d+/g) ?? []).map(Number)
  const isSpan = more.length === 0 && min >= limits.min && max <= limits.max && min <= max
  if (!isSpan) return { type: 'again', words: scene.t('talk-ages-unclear', limits) }
  await changePreferences(scene, { min_age: min, max_age: max })
  return { type: 'answered', draft: scene.talk.draft }
}
