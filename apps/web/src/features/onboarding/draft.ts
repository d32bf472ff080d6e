import { type Profile, textLimits } from '@kindred/client'
import { cutText } from '@kindred/kernel/text'

import { type Details, detailsOf, noDetails } from '../form/index.js'

/** An unfinished onboarding. */
export interface Draft {
  /** The person said that they are 18 or older. */
  readonly adult: boolean
  readonly details: Details
  /** The last step that was opened. */
  readonly reached: Step
}

/** The steps of onboarding; the welcome comes before the first. */
export const steps = ['about', 'interests', 'photos', 'place', 'wishes'] as const
export type Step = (typeof steps)[number]

/** A draft for a newcomer whom Telegram already introduced. */
export function firstDraft(user: { firstName: string; languageCode: string } | undefined): Draft {
  const { most, shape } = textLimits.CreateProfileRequest.name
  const name = cutText(user?.firstName ?? '', shape, most)
  const language = (user?.languageCode ?? '').split('-')[0] ?? ''
  return {
    adult: false,
    reached: 'about',
    details: { ...noDetails, name, languages: /^[a-z]{2}$/.test(language) ? [language] : [] },
  }
}

/** Reads a kept draft; fields that are missing or of another kind fall back to `first`. */
export function readDraft(text: string | null, first: Draft): Draft {
  try {
    const kept = JSON.parse(text ?? '') as Partial<Draft> | null
    if (typeof kept !== 'object' || kept === null) return first
    return {
      adult: kept.adult === true,
      reached: steps.find((step) => step === kept.reached) ?? 'about',
      details: mergeDetails(first.details, kept.details ?? {}),
    }
  } catch {
    return first
  }
}

function mergeDetails(first: Details, kept: Partial<Details>): Details {
  const fits = ([key, value]: [string, unknown]): boolean => {
    const model = first[key as keyof Details]
    if (!(key in first)) return false
    if (model === undefined) return typeof value === 'string'
    return typeof value === typeof model && value !== null && Array.isArray(value) === Array.isArray(model)
  }
  return { ...first, ...Object.fromEntries(Object.entries(kept).filter(fits)) }
}

/** The draft of somebody whose profile exists; stored values fill its gaps. */
export function withProfile(draft: Draft, profile: Profile | null): Draft {
  if (profile === null) return draft
  const stored = detailsOf(profile)
  const said = Object.entries<unknown>({ ...draft.details }).filter(([, value]) => !isEmpty(value))
  const { name, birthDate, gender } = stored
  return { ...draft, details: { ...stored, ...Object.fromEntries(said), name, birthDate, gender } }
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** The step to go on with, by the server's state first and the draft second. */
export function resumeAt(draft: Draft, profile: Pick<Profile, 'has_location'> | null): Step | 'welcome' {
  if (profile === null) return draft.adult ? 'about' : 'welcome'
  if (profile.has_location) return 'wishes'
  return draft.reached === 'photos' || draft.reached === 'place' ? draft.reached : 'interests'
}
