import { expect, it } from 'vitest'

import { photoEffects } from './effects.js'

const photo = { mediaId: 'a photo', ownerId: 'anna' }
/** Anna's photos as they are signed for somebody who asks for her profile. */
async function photosFor(userId: string, roles: readonly string[]) {
  const effect = photoEffects.get('/kindred.profile.v1.ProfileService/GetProfile')!
  const given = { profile: { photos: [photo] } }
  const answered = await effect({ userId: 'anna' }, userId, given, roles)
  return ((answered ?? given) as typeof given).profile.photos
}

it('signs the photos of a profile that staff look at for a review, and those of all others not', async () => {
  expect(await photosFor('mia', ['moderator'])).toEqual([{ ...photo, list: 'review' }])
  expect(await photosFor('mia', ['admin'])).toEqual([{ ...photo, list: 'review' }])
  expect(await photosFor('bob', [])).toEqual([photo])
  expect(await photosFor('anna', ['moderator'])).toEqual([photo])
})
