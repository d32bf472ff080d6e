import { InlineKeyboard } from 'grammy'

import { ageOn, ages } from '@kindred/kernel'
import { dayInFull } from '@kindred/locales'

import { dayIn } from '../../moments.js'
import { birthDatesIn } from '../birth-date.js'
import { type Outcome, type Question, type Scene, talkData } from '../question.js'
import { saveBasics } from '../save-basics.js'

/** When the person was born; asks back where day and month may be either way round. */
export const birthDate: Question = {
  ask: ({ t, locale }) => ({ text: t('talk-birth-date', { example: exampleIn(locale) }) }),
  async hear(scene, { text }) {
    if (text === undefined) return undefined
    const found = birthDatesIn(text, new Date()).filter(isPossible)
    const [first, second] = found
    if (first === undefined) return { type: 'again', words: scene.t('talk-birth-date-unclear') }
    return second === undefined ? take(scene, first) : askWhich(scene, found)
  },
  press: (scene, day) =>
    scene.talk.draft.dates?.includes(day) === true
      ? take(scene, day)
      : Promise.resolve({ type: 'again', words: scene.t('bot-old-button') }),
}

async function take(scene: Scene, day: string): Promise<Outcome> {
  const { t, locale } = scene
  const age = ageOn(day, new Date())
  if (age < ages.min) return { type: 'again', words: t('form-error-underage') }
  const { dates: _, ...draft } = scene.talk.draft
  const outcome = await saveBasics({ ...scene, talk: { ...scene.talk, draft } }, { birth_date: day })
  const words = t('talk-birth-date-noted', { day: dayIn(locale, day), age })
  return outcome.type === 'answered' ? { ...outcome, words } : outcome
}

function askWhich({ t, locale, talk }: Scene, dates: readonly string[]): Outcome {
  const keyboard = new InlineKeyboard()
  for (const day of dates) keyboard.text(dayIn(locale, day), talkData('birth-date', day)).row()
  return {
    type: 'again',
    draft: { ...talk.draft, dates },
    asked: { text: t('talk-birth-date-which'), keyboard },
  }
}

/** Nobody is as old as that, or not born yet: then the other reading was meant. */
function isPossible(day: string): boolean {
  const age = ageOn(day, new Date())
  return age >= 0 && age <= ages.max
}

const exampleIn = (locale: string): string => dayInFull(Date.UTC(1996, 3, 12), locale, 'UTC')
