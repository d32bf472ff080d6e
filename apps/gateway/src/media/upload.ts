import type { FastifyInstance, FastifyRequest } from 'fastify'

import { OwnPhoto } from '@kindred/contracts/media'

import { arrivalMs, callOptions, viewerOf } from '../edge/request.js'
import type { MediaRoutesContext } from './context.js'
import { notMultipart, tooLarge } from './errors.js'
import { maxPictureBytes, readForm } from './upload-form.js'

/** The picture is passed on while it arrives, so the call takes as long as that plus the work after it. */
const deadlineMs = arrivalMs + 30_000
/** Bytes of a form beside its picture. */
const maxFormBytes = 64 * 1024
/** How long the rest of a refused upload may take. */
const maxRestMs = 2_000

/** POST /v1/media: a form with one picture. */
export function registerUpload(app: FastifyInstance, { clients, json }: MediaRoutesContext): void {
  const config = { access: 'USER', limit: 'upload' } as const
  app.post('/v1/media', { config, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
    try {
      if (!request.isMultipart()) throw notMultipart()
      if (statedLength(request) > maxPictureBytes + maxFormBytes) throw tooLarge(maxPictureBytes)
      const options = { ...callOptions(request), deadlineMs }
      const { media } = await clients.media.uploadPhoto(readForm(request), options)
      return await reply
        .code(201)
        .send(json.write(OwnPhoto, OwnPhoto.fromPartial(media ?? {}), viewerOf(request)))
    } finally {
      takeRest(request)
    }
  })
}

const statedLength = ({ headers }: FastifyRequest): number => Number(headers['content-length'] ?? 0)

/** Reads on for a while after a refusal, so that the caller sees the answer instead of a broken connection. */
function takeRest({ raw }: FastifyRequest): void {
  if (raw.readableEnded || raw.destroyed) return
  const timer = setTimeout(() => raw.destroy(), maxRestMs)
  raw.once('close', () => clearTimeout(timer))
  raw.unpipe()
  raw.resume()
}
