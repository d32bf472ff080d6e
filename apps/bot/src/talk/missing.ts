import type { Known } from '../gateway/find-known.js'
import type { QuestionName } from './question-names.js'

/** The questions of a new profile, in their order. */
const wholeJoin: readonly QuestionName[] = [
  'name',
  'birth-date',
  'gender',
  'wanted',
  'place',
  'photos',
  'about',
]

/** The questions that somebody who joins was not asked yet, wherever the others were answered. */
export function missingQuestions({ profile, preferences }: Known): readonly QuestionName[] {
  if (profile === undefined) return wholeJoin
  const isMissing: Partial<Record<QuestionName, boolean>> = {
    wanted: preferences === undefined,
    place: !profile.has_location,
    photos: profile.photos.length === 0,
    about: profile.bio === undefined,
  }
  return wholeJoin.filter((name) => isMissing[name] === true)
}

/** Whether the person can be shown anybody. */
export const isReady = ({ profile, preferences }: Known): boolean =>
  profile?.has_location === true && preferences !== undefined
