import { createHmac, timingSafeEqual } from 'node:crypto'

import { LRUCache } from 'lru-cache'

import { type Clock, isId, systemClock } from '@kindred/kernel'

import { urlExpired, urlInvalid } from './errors.js'

/** The sizes that a photo is served in, as they stand in its address. */
const photoSizes = ['thumb', 'card', 'full'] as const
export type PhotoSizeName = (typeof photoSizes)[number]

/** True for one of the three sizes. */
const isPhotoSize = (text: string): text is PhotoSizeName => (photoSizes as readonly string[]).includes(text)

/** The signed addresses of a photo for one viewer. */
type SignedPhotoUrls = Record<PhotoSizeName, string>

/** The parts of a photo's address, before they are checked. */
export interface PhotoUrlClaim {
  readonly mediaId: string
  readonly size: string
  readonly viewer: string | undefined
  readonly owner: string | undefined
  /** `blocks` in the list of blocked people, `review` for a moderator. */
  readonly list: string | undefined
  readonly exp: string | undefined
  readonly sig: string | undefined
}

/** Lists that show photos which are shown nowhere else: the viewer's blocked people; what moderators look at. */
const photoLists = ['blocks', 'review'] as const
type PhotoList = (typeof photoLists)[number]

const isPhotoList = (text: string): text is PhotoList => (photoLists as readonly string[]).includes(text)

/** A checked address: `viewerId` may fetch this size until `expiresAt`. */
export interface PhotoGrant {
  readonly mediaId: string
  readonly size: PhotoSizeName
  readonly viewerId: string
  readonly ownerId: string
  /** The list that it was signed for, if for one of its own. */
  readonly list: PhotoList | undefined
  readonly expiresAt: Date
}

/** A photo as a response carries it. */
export interface PhotoToSign {
  readonly mediaId: string
  readonly ownerId: string
  readonly list?: PhotoList | undefined
}

/** Makes and checks the addresses of photos. */
export interface PhotoUrls {
  sign(photo: PhotoToSign, viewerId: string): SignedPhotoUrls
  /** Throws MEDIA_URL_INVALID or MEDIA_URL_EXPIRED, both forbidden. */
  verify(claim: PhotoUrlClaim): PhotoGrant
}

export interface PhotoUrlOptions {
  /** MEDIA_URL_SECRET: every gateway of an installation has the same. */
  readonly secret: string
  /** Put before the path, without a slash at its end; empty gives addresses relative to the API's origin. */
  readonly baseUrl?: string
  readonly clock?: Clock
}

/** Signed addresses that are kept until the window ends: what a person looks at again, in a profile or a list, is not signed again. */
const maxKept = 20_000

/** Within one window a photo keeps its address, so that browsers can cache it; an address is valid for one to two windows. */
const windowSeconds = 15 * 60

/** Signs with HMAC-SHA256 over media id, size, viewer, owner, expiry and the list that it is for. */
export function createPhotoUrls({ secret, baseUrl = '', clock = systemClock }: PhotoUrlOptions): PhotoUrls {
  const signature = (grant: PhotoGrant) =>
    createHmac('sha256', secret).update(canonical(grant)).digest('base64url')
  const address = (grant: PhotoGrant) => `${baseUrl}${path(grant)}&sig=${signature(grant)}`

  const kept = new LRUCache<string, SignedPhotoUrls>({ max: maxKept })
  let keptUntil = 0

  return {
    sign({ mediaId, ownerId, list }, viewerId) {
      const expiresAt = endOfNextWindow(clock.now())
      if (expiresAt.getTime() !== keptUntil) kept.clear()
      keptUntil = expiresAt.getTime()
      const key = `${mediaId} ${viewerId} ${ownerId} ${list ?? ''}`
      const known = kept.get(key)
      if (known !== undefined) return known
      const url = (size: PhotoSizeName) => address({ mediaId, size, viewerId, ownerId, list, expiresAt })
      const urls = { thumb: url('thumb'), card: url('card'), full: url('full') }
      kept.set(key, urls)
      return urls
    },
    verify(claim) {
      const grant = readGrant(claim)
      if (grant === undefined || !equal(claim.sig ?? '', signature(grant))) throw urlInvalid()
      if (grant.expiresAt <= clock.now()) throw urlExpired()
      return grant
    },
  }
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)

const endOfNextWindow = (now: Date): Date =>
  new Date((Math.floor(seconds(now) / windowSeconds) + 2) * windowSeconds * 1000)

const canonical = ({ mediaId, size, viewerId, ownerId, list, expiresAt }: PhotoGrant): string =>
  ['kindred-photo-2', mediaId, size, viewerId, ownerId, seconds(expiresAt), list ?? ''].join('\n')

const path = ({ mediaId, size, viewerId, ownerId, list, expiresAt }: PhotoGrant): string =>
  `/v1/media/${mediaId}/${size}?viewer=${viewerId}&exp=${seconds(expiresAt)}&owner=${ownerId}${list === undefined ? '' : `&list=${list}`}`

function readGrant({
  mediaId,
  size,
  viewer = '',
  owner = '',
  list,
  exp = '',
}: PhotoUrlClaim): PhotoGrant | undefined {
  if (!isId(mediaId) || !isPhotoSize(size) || !isId(viewer) || !isId(owner)) return undefined
  if (!/^[1-9]\d{9}$/.test(exp) || (list !== undefined && !isPhotoList(list))) return undefined
  const expiresAt = new Date(Number(exp) * 1000)
  return { mediaId, size, viewerId: viewer, ownerId: owner, list, expiresAt }
}

// Texts, not decoded bytes: the spare bits of base64url would let several texts stand for one signature.
function equal(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
