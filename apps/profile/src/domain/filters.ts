import {
  type ChildrenWish,
  childrenWishes,
  type Education,
  educations,
  type Goal,
  goals,
  type Habit,
  habits,
  readChoice,
} from './choices.js'
import { readInterests, readLanguages } from './entries.js'
import { heightRangeInvalid } from './errors.js'

/** What else a candidate must bring; an empty list, false and null ask for nothing. */
export interface Filters {
  readonly goals: readonly Goal[]
  readonly has_photo: boolean
  readonly verified: boolean
  readonly interests: readonly string[]
  readonly languages: readonly string[]
  readonly min_height_cm: number | null
  readonly max_height_cm: number | null
  readonly smoking: readonly Habit[]
  readonly drinking: readonly Habit[]
  readonly children: readonly ChildrenWish[]
  readonly education: readonly Education[]
}

/** What a request says of filters. */
export interface FiltersDraft {
  readonly goals: readonly string[]
  readonly hasPhoto: boolean
  readonly verified: boolean
  readonly interests: readonly string[]
  readonly languages: readonly string[]
  readonly minHeightCm?: number | undefined
  readonly maxHeightCm?: number | undefined
  readonly smoking: readonly string[]
  readonly drinking: readonly string[]
  readonly children: readonly string[]
  readonly education: readonly string[]
}

/** Filters that ask for nothing are null, like those that are absent. */
export function readFilters(draft: FiltersDraft | undefined): Filters | null {
  if (draft === undefined) return null
  const { minHeightCm = null, maxHeightCm = null } = draft
  if (minHeightCm !== null && maxHeightCm !== null && minHeightCm > maxHeightCm) throw heightRangeInvalid()
  const filters: Filters = {
    goals: readChoices('goals', draft.goals, goals),
    has_photo: draft.hasPhoto,
    verified: draft.verified,
    interests: readInterests('/filters/interests', draft.interests),
    languages: readLanguages('/filters/languages', draft.languages),
    min_height_cm: minHeightCm,
    max_height_cm: maxHeightCm,
    smoking: readChoices('smoking', draft.smoking, habits),
    drinking: readChoices('drinking', draft.drinking, habits),
    children: readChoices('children', draft.children, childrenWishes),
    education: readChoices('education', draft.education, educations),
  }
  return Object.values(filters).some(asksForSomething) ? filters : null
}

const readChoices = <Choice extends string>(
  name: string,
  raw: readonly string[],
  choices: readonly Choice[],
) => raw.map((choice, i) => readChoice(`/filters/${name}/${i}`, choice, choices))

const asksForSomething = (value: Filters[keyof Filters]): boolean =>
  typeof value === 'object' && value !== null ? value.length > 0 : value !== null && value !== false
