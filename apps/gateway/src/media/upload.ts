import type { FastifyInstance } from 'fastify'

import { OwnPhoto, type UploadPhotoRequest } from '@kindred/contracts/media'

import { callOptions, viewerOf } from '../edge/request.js'
import type { MediaRoutesContext } from './context.js'
import { tooLarge } from './errors.js'
import { receiveFile, uploadDeadlineMs } from './receive-file.js'

/** The media service has the same limit. */
const limit = { maxBytes: 10 * 1024 * 1024, tooLarge }

/** POST /v1/media: a form with one picture. */
export function registerUpload(app: FastifyInstance, { clients, json }: MediaRoutesContext): void {
  const config = { access: 'USER', limit: 'upload' } as const
  app.post('/v1/media', { config, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
    const options = { ...callOptions(request), deadlineMs: uploadDeadlineMs }
    const { media } = await receiveFile(request, limit, (chunks) =>
      clients.media.uploadPhoto(piecesOf(chunks), options),
    )
    const photo = OwnPhoto.fromPartial(media ?? {})
    const text = json.write(OwnPhoto, photo, viewerOf(request))
    return reply.code(201).type('application/json; charset=utf-8').send(text)
  })
}

async function* piecesOf(chunks: AsyncIterable<Buffer>): AsyncIterable<UploadPhotoRequest> {
  for await (const chunk of chunks) yield { chunk }
}
