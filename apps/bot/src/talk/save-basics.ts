import { KindredError } from '@kindred/client'
import type { Key } from '@kindred/locales'

import type { Outcome, Scene } from './question.js'
import type { QuestionName } from './question-names.js'
import type { Draft } from './talk.js'

/** What every profile states. */
type Basics = Pick<Draft, 'name' | 'birth_date' | 'gender'>

const asks: Readonly<Record<string, QuestionName>> = {
  name: 'name',
  birth_date: 'birth-date',
  gender: 'gender',
}
const refusals: Readonly<Record<string, Key>> = {
  UNDERAGE: 'form-error-underage',
  POSES_AS_STAFF: 'form-error-name-staff',
  CONTACT: 'form-error-name-contact',
}
const generally: Partial<Record<QuestionName, Key>> = {
  name: 'form-error-name',
  'birth-date': 'form-error-birth-date',
  gender: 'form-error-choose',
}

/**
 * Keeps an answer. A profile is made as soon as all that it needs is known; where there is one, which the Mini App may have made, it is
 * changed. What Kindred refuses leads back to the question that it is about.
 */
export async function saveBasics(scene: Scene, answer: Basics): Promise<Outcome> {
  const draft: Draft = { ...scene.talk.draft, ...answer }
  try {
    return await store(scene, draft, answer)
  } catch (error) {
    const refused = error instanceof KindredError ? error.problem.errors?.[0] : undefined
    const question = asks[refused?.pointer.split('/')[1] ?? '']
    if (refused === undefined || question === undefined) throw error
    const words = refusals[refused.code] ?? generally[question] ?? 'form-error-choose'
    return { type: 'back', to: question, draft, words: scene.t(words) }
  }
}

async function store(scene: Scene, draft: Draft, answer: Basics): Promise<Outcome> {
  const { name, birth_date: birthDate, gender } = draft
  if (scene.talk.aim === 'change') {
    await scene.as((client) => client.profile.updateMyProfile(answer))
    return { type: 'answered', draft }
  }
  if (name === undefined || birthDate === undefined || gender === undefined)
    return { type: 'answered', draft }
  const basics = { name, birth_date: birthDate, gender }
  await scene.as(async (client) => {
    await client.profile.createProfile(basics).catch(async (error: unknown) => {
      if (!(error instanceof KindredError) || error.code !== 'PROFILE_EXISTS') throw error
      await client.profile.updateMyProfile(basics)
    })
  })
  return { type: 'answered', draft }
}
