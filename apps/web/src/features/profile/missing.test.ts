import { expect, it } from 'vitest'

import type { Profile } from '@kindred/client'

import { missingOf } from './missing.js'

const bare = { photos: [], interests: [], languages: [] } as unknown as Profile

it('the own profile names what it lacks, a first photo before all', () => {
  expect(missingOf(bare).map(({ key }) => key)).toEqual([
    ...['profile-add-photo', 'profile-add-bio', 'profile-add-interests', 'profile-add-goal'],
    ...['profile-add-languages', 'profile-add-facts'],
  ])
  const photos = [{}, {}] as Profile['photos']
  expect(missingOf({ ...bare, photos })[0]?.key).toBe('profile-add-photos')
})
