import type { Details } from './details.js'

/** How much is filled in, 0 to 1: a weighted share, in which photos count most and what every profile has counts little. */
export function completenessOf(profile: Readonly<Details>, photos: number): number {
  const points =
    10 +
    10 * Math.min(photos, 3) +
    2 * Math.min(profile.interests.length, 5) +
    (profile.languages.length > 0 ? 4 : 0) +
    optional.reduce((sum, [field, worth]) => sum + (profile[field] === null ? 0 : worth), 0)
  return points / 100
}

const optional = [
  ['bio', 14],
  ['goal', 8],
  ['city', 4],
  ['height_cm', 4],
  ['smoking', 4],
  ['drinking', 4],
  ['children', 4],
  ['education', 4],
] as const
