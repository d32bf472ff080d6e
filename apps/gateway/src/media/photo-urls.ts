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

/** A third of an HMAC-SHA512, 168 bits, in base64url. */
const signatureLength = 28

/**
 * Signs media id, viewer, owner, expiry and the list that an address is for. One HMAC-SHA512 signs all sizes, a third of it each: a page of
 * a deck has dozens of photos, and making an HMAC for each size costs three times as much.
 */
export function createPhotoUrls({ secret, baseUrl = '', clock = systemClock }: PhotoUrlOptions): PhotoUrls {
  const signaturesOf = (grant: AnySize): string =>
    createHmac('sha512', secret).update(canonical(grant)).digest('base64url')
  const address = (grant: AnySize, size: PhotoSizeName, signatures: string): string =>
    `${baseUrl}${path(grant, size)}&sig=${signatureFor(size, signatures)}`

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
      const grant = { mediaId, viewerId, ownerId, list, expiresAt }
      const signatures = signaturesOf(grant)
      const url = (size: PhotoSizeName): string => address(grant, size, signatures)
      const urls = { thumb: url('thumb'), card: url('card'), full: url('full') }
      kept.set(key, urls)
      return urls
    },
    verify(claim) {
      const grant = readGrant(claim)
      if (grant === undefined || !equal(claim.sig ?? '', signatureFor(grant.size, signaturesOf(grant))))
        throw urlInvalid()
      if (grant.expiresAt <= clock.now()) throw urlExpired()
      return grant
    },
  }
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)

const endOfNextWindow = (now: Date): Date =>
  new Date((Math.floor(seconds(now) / windowSeconds) + 2) * windowSeconds * 1000)

type AnySize = Omit<PhotoGrant, 'size'>

const signatureFor = (size: PhotoSizeName, signatures: string): string => {
  const from = photoSizes.indexOf(size) * signatureLength
  return signatures.slice(from, from + signatureLength)
}

const canonical = ({ mediaId, viewerId, ownerId, list, expiresAt }: AnySize): string =>
  `kindred-photo-3\n${mediaId}\n${viewerId}\n${ownerId}\n${seconds(expiresAt)}\n${list ?? ''}`

const path = ({ mediaId, viewerId, ownerId, list, expiresAt }: AnySize, size: PhotoSizeName): string =>
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

// Texts, not decoded bytes: a decoder skips what it does not know, and several texts would stand for one signature.
function equal(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
