import type { FastifyInstance, FastifyRequest } from 'fastify'

import { OwnPhoto } from '@kindred/contracts/media'

import { arrivalMs, callOptions, viewerOf } from '../edge/request.js'
import type { MediaRoutesContext } from './context.js'
import { notMultipart, tooLarge } from './errors.js'
import { MAX_PICTURE_BYTES, readForm } from './upload-form.js'

/** The picture goes on while it arrives, so the call takes as long as that and the work after it. */
const DEADLINE_MS = arrivalMs + 30_000
/** What a form may have beside its picture. */
const FORM_BYTES = 64 * 1024
/** How long the rest of a refused upload may take. */
const REST_MS = 2_000

/** POST /v1/media: a form with one picture becomes a photo of the caller. */
export function registerUpload(app: FastifyInstance, { clients, json }: MediaRoutesContext): void {
  const config = { access: 'USER', limit: 'upload' } as const
  app.post('/v1/media', { config, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
    try {
      if (!request.isMultipart()) throw notMultipart()
      if (statedLength(request) > MAX_PICTURE_BYTES + FORM_BYTES) throw tooLarge(MAX_PICTURE_BYTES)
      const options = { ...callOptions(request), deadlineMs: DEADLINE_MS }
      const { media } = await clients.media.uploadPhoto(readForm(request), options)
      return reply.code(201).send(json.write(OwnPhoto, OwnPhoto.fromPartial(media ?? {}), viewerOf(request)))
    } finally {
      takeRest(request)
    }
  })
}

const statedLength = ({ headers }: FastifyRequest): number => Number(headers['content-length'] ?? 0)

/** Reads on after a refusal, so that the caller gets to see the answer instead of a broken connection; but not for ever. */
function takeRest({ raw }: FastifyRequest): void {
  if (raw.readableEnded || raw.destroyed) return
  const timer = setTimeout(() => raw.destroy(), REST_MS)
  raw.once('close', () => clearTimeout(timer))
  raw.unpipe()
  raw.resume()
}
