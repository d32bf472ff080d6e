import type { DescMessage } from '@bufbuild/protobuf'
import { expect, it } from 'vitest'

import { loadContract } from '@kindred/rpc'

import { photoPresenters } from './photo-presenters.js'
import { createPhotoUrls } from './photo-urls.js'

const reviewed = 'kindred.media.v1.ReviewPhoto'

/** The names of all messages that an answer may hold. */
function namesIn(message: DescMessage, seen = new Set<string>()): Set<string> {
  if (seen.has(message.typeName)) return seen
  seen.add(message.typeName)
  for (const { message: part } of message.fields) if (part !== undefined) namesIn(part, seen)
  return seen
}

it('gives addresses for a review in answers to moderators and admins alone', () => {
  const others = loadContract().methods.filter(
    ({ policy }) => !['MODERATOR', 'ADMIN'].includes(policy.access),
  )
  const holding = others.filter(({ descriptor }) => namesIn(descriptor.output).has(reviewed))
  expect(holding.map(({ path }) => path)).toEqual([])
  expect(others.some(({ descriptor }) => namesIn(descriptor.output).has('kindred.media.v1.Photo'))).toBe(true)
})

it('signs the photos of a review for the review and all others not', () => {
  const presenters = photoPresenters(createPhotoUrls({ secret: 'a secret' }))
  const photo = {
    mediaId: '01890a5d-ac96-774b-bcce-b302099a8057',
    ownerId: '01890a5d-ac96-7000-8000-000000000002',
  }
  const present = (type: string) => JSON.stringify(presenters.get(type)!(photo as never, photo.ownerId))
  expect(present(reviewed)).toContain('&list=review')
  expect(present('kindred.media.v1.Photo')).not.toContain('list=')
  expect(present('kindred.media.v1.OwnPhoto')).not.toContain('list=')
})
