import type { Profile } from '@kindred/client'
import type { Key } from '@kindred/locales'

/** One thing that would make a profile fuller, and where it is said. */
export interface Missing {
  readonly key: Key
  readonly to: string
}

const enoughPhotos = 3
const enoughInterests = 5

/** What is missing, what counts most first. */
export function missingOf(profile: Profile): Missing[] {
  const all: readonly (readonly [boolean, Key, string])[] = [
    [profile.photos.length === 0, 'profile-add-photo', '/profile/photos'],
    [
      profile.photos.length > 0 && profile.photos.length < enoughPhotos,
      'profile-add-photos',
      '/profile/photos',
    ],
    [!profile.bio, 'profile-add-bio', '/profile/edit'],
    [profile.interests.length < enoughInterests, 'profile-add-interests', '/profile/edit'],
    [profile.goal === undefined, 'profile-add-goal', '/profile/edit'],
    [profile.languages.length === 0, 'profile-add-languages', '/profile/edit'],
    [
      profile.height_cm === undefined || profile.education === undefined,
      'profile-add-facts',
      '/profile/edit',
    ],
  ]
  return all.filter(([missing]) => missing).map(([, key, to]) => ({ key, to }))
}
