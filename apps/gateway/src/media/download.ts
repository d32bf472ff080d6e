import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { PhotoSize } from '@kindred/contracts/media'
import { AppError, newId } from '@kindred/kernel'

import { callOptions, viewerOf } from '../edge/request.js'
import type { MediaRoutesContext } from './context.js'
import { photosUnavailable, urlInvalid } from './errors.js'
import { openPhotoStream, type PhotoStream } from './photo-stream.js'
import type { PhotoGrant, PhotoSizeName } from './photo-urls.js'
import { type Open, sendFile } from './send-file.js'

type PhotoRequest = FastifyRequest<{
  Params: { media_id: string; size: string }
  Querystring: Record<string, unknown>
}>

const deadlineMs = 60_000
const sizes: Record<PhotoSizeName, PhotoSize> = { thumb: 'THUMB', card: 'CARD', full: 'FULL' }

/** GET /v1/media/{media_id}/{size}: the signed address is the credential, since an <img> sends no token. */
export function registerDownload(app: FastifyInstance, context: MediaRoutesContext): void {
  app.route<{ Params: PhotoRequest['params']; Querystring: PhotoRequest['query'] }>({
    method: ['GET', 'HEAD'],
    url: '/v1/media/:media_id/:size',
    config: { access: 'PUBLIC', limit: 'photo' },
    async handler(request, reply) {
      const grant = grantOf(context, request)
      const open: Open = (offset, length) => openPart(context, request, grant, { offset, length })
      reply.header('cache-control', `private, ${cachingOf(grant, context.clock.now())}`)
      reply.header('x-content-type-options', 'nosniff')
      reply.header('cross-origin-resource-policy', 'cross-origin')
      return sendFile(request, reply, open)
    },
  })
}

function grantOf({ photoUrls }: MediaRoutesContext, request: PhotoRequest): PhotoGrant {
  const { media_id: mediaId, size } = request.params
  const { viewer, owner, list, exp, sig } = request.query
  const grant = photoUrls.verify({
    mediaId,
    size,
    viewer: textOf(viewer),
    owner: textOf(owner),
    list: textOf(list),
    exp: textOf(exp),
    sig: textOf(sig),
  })
  const caller = viewerOf(request)
  if (caller !== undefined && caller !== grant.viewerId) throw urlInvalid()
  return grant
}

/** A browser asks anew for each photo of a review, as the role may be gone. */
const cachingOf = ({ list, expiresAt }: PhotoGrant, now: Date): string =>
  list === 'review'
    ? 'no-cache'
    : `max-age=${Math.floor((expiresAt.getTime() - now.getTime()) / 1000)}, immutable`

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const firstListMs = 1_000

/** Whether the viewer may no longer see the photo's owner. Throws until discovery has sent the list of who may not see whom. */
async function isLost(
  { sight }: MediaRoutesContext,
  { viewerId, ownerId, list }: PhotoGrant,
): Promise<boolean> {
  if (viewerId === ownerId) return false
  if (!(await sight.known(firstListMs))) throw photosUnavailable()
  return list === 'blocks' ? sight.isLostInBlocks(viewerId, ownerId) : sight.isLost(viewerId, ownerId)
}

/** Whether whom a photo was shown to for a review is a member of staff no longer. It is asked each time: an address outlives a role. */
async function isStaffNoMore(
  { clients, serviceTokens }: MediaRoutesContext,
  request: FastifyRequest,
  userId: string,
): Promise<boolean> {
  const options = { ...callOptions(request), token: await serviceTokens.issue('auth') }
  const account = await orUndefined(clients.auth.getAccount({ userId }, options))
  return account === undefined || account.sessions === 0 || account.roles.length === 0
}

const orUndefined = <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> =>
  answer.catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'notFound') return undefined
    throw error
  })

/**
 * Asks media on behalf of the person whom the address was signed for; a caller's own token is not used. For a viewer who may no longer see
 * the photo it asks for a random id, so that the answer and its time are those of a photo that never existed.
 */
async function openPart(
  context: MediaRoutesContext,
  request: FastifyRequest,
  grant: PhotoGrant,
  part: { offset: number; length: number },
): Promise<PhotoStream> {
  const { clients, serviceTokens } = context
  const { size, viewerId, list } = grant
  const isRefused = list === 'review' ? isStaffNoMore(context, request, viewerId) : isLost(context, grant)
  const mediaId = (await isRefused) ? newId() : grant.mediaId
  const token = await serviceTokens.issue('media', viewerId)
  const options = { ...callOptions(request), token, deadlineMs }
  const asked = { mediaId, size: sizes[size], ...part, ...(list === 'review' && { forReview: true }) }
  return openPhotoStream(clients.media.readPhoto(asked, options))
}
