import { type PhotoUrls } from '../media/photo-urls.js'

/** Adds to a message of one type what only the gateway knows, for the person who will see it. */
export type Presenter = (message: never, viewerId: string | undefined) => object

/** Presenters by the full name of their message type. */
export type Presenters = ReadonlyMap<string, Presenter>

/** Gives photos their signed addresses wherever a response carries one. Nobody signed in means no addresses. */
export function photoPresenters(photoUrls: PhotoUrls): Presenters {
  const present = (photo: { readonly mediaId: string }, viewerId: string | undefined) =>
    viewerId === undefined ? photo : { ...photo, urls: photoUrls.sign(photo, viewerId) }
  return new Map([
    ['kindred.media.v1.Photo', present],
    ['kindred.media.v1.OwnPhoto', present],
  ])
}
