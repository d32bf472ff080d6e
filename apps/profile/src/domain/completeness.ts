import { choices } from '@kindred/facts'

import type { Details } from './details.js'

/** What everybody has, photos, interests and languages; then what is there or is not. */
const [given, aPhoto, anInterest, anyLanguage] = [10, 10, 2, 4]
const [countedPhotos, countedInterests] = [3, 5]
const optional: readonly (readonly [keyof Details, number])[] = [
  ['bio', 14],
  ['city', 4],
  ['height_cm', 4],
  ...choices.map(({ name, completeness }) => [name, completeness] as const),
]
const whole = optional.reduce(
  (sum, [, worth]) => sum + worth,
  given + aPhoto * countedPhotos + anInterest * countedInterests + anyLanguage,
)

/** How much is filled in, 0 to 1: a weighted share, in which photos count most and what every profile has counts little. */
export function completenessOf(profile: Readonly<Details>, photos: number): number {
  const points =
    given +
    aPhoto * Math.min(photos, countedPhotos) +
    anInterest * Math.min(profile.interests.length, countedInterests) +
    (profile.languages.length > 0 ? anyLanguage : 0) +
    optional.reduce((sum, [field, worth]) => sum + (profile[field] === null ? 0 : worth), 0)
  return points / whole
}
