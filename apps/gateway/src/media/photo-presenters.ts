import type { BlockedPerson } from '@kindred/contracts/discovery'

import type { Presenter, Presenters } from '../transcoding/presenters.js'
import type { PhotoToSign, PhotoUrls } from './photo-urls.js'

/** Adds signed addresses to the photos of every response; an anonymous caller gets none. */
export function photoPresenters(photoUrls: PhotoUrls): Presenters {
  const sign = (
    { ownerId, ...photo }: Omit<PhotoToSign, 'ownerId'> & { readonly ownerId?: string },
    viewerId?: string,
  ) =>
    // An address without an owner could not be revoked by a block.
    viewerId === undefined || ownerId === undefined
      ? photo
      : { ...photo, urls: photoUrls.sign({ ...photo, ownerId }, viewerId) }
  const signOwn = (photo: { readonly mediaId: string }, viewerId: string | undefined) =>
    viewerId === undefined
      ? photo
      : { ...photo, urls: photoUrls.sign({ ...photo, ownerId: viewerId }, viewerId) }
  const markBlocked = (person: BlockedPerson) =>
    person.photo === undefined ? person : { ...person, photo: { ...person.photo, list: 'blocks' } }
  const signForReview = (photo: PhotoToSign, viewerId?: string) =>
    sign({ ...photo, list: 'review' }, viewerId)
  return new Map<string, Presenter>([
    ['kindred.media.v1.Photo', sign],
    ['kindred.media.v1.OwnPhoto', signOwn],
    ['kindred.media.v1.ReviewPhoto', signForReview],
    ['kindred.discovery.v1.BlockedPerson', markBlocked],
  ])
}
