import type { FastifyInstance } from 'fastify'

import type { SubmitVerificationRequest } from '@kindred/contracts/safety'

import { callOptions } from '../edge/request.js'
import type { MediaRoutesContext } from './context.js'
import { videoTooLarge } from './errors.js'
import { openPhotoStream } from './photo-stream.js'
import { receiveFile, uploadDeadlineMs } from './receive-file.js'
import { type Open, sendFile } from './send-file.js'

/** The safety service has the same limit; so have bots at Telegram. */
const limit = { maxBytes: 20 * 1024 * 1024, tooLarge: videoTooLarge }
const deadlineMs = 60_000

/** Refuses an id that is none before anything is asked or read. */
const withId = (name: string) => ({
  params: { type: 'object', properties: { [name]: { type: 'string', format: 'uuid' } } },
})

/** POST /v1/safety/verifications/{verification_id}/video: a form with one video note. */
export function registerVideoUpload(app: FastifyInstance, { clients }: MediaRoutesContext): void {
  app.post<{ Params: { verification_id: string } }>(
    '/v1/safety/verifications/:verification_id/video',
    {
      config: { access: 'USER', limit: 'upload' },
      schema: withId('verification_id'),
      bodyLimit: Number.MAX_SAFE_INTEGER,
    },
    async (request, reply) => {
      const options = { ...callOptions(request), deadlineMs: uploadDeadlineMs }
      const { verification_id: id } = request.params
      await receiveFile(request, limit, (chunks) =>
        clients.safety.submitVerification(piecesOf(id, chunks), options),
      )
      return reply.code(204).send()
    },
  )
}

async function* piecesOf(
  verificationId: string,
  chunks: AsyncIterable<Buffer>,
): AsyncIterable<SubmitVerificationRequest> {
  yield { verificationId, chunk: Buffer.alloc(0) }
  for await (const chunk of chunks) yield { verificationId, chunk }
}

/** GET /v1/moderation/cases/{case_id}/video: for who works on the case, under their own token. Nothing of it is kept anywhere. */
export function registerVideoDownload(app: FastifyInstance, { clients }: MediaRoutesContext): void {
  app.route<{ Params: { case_id: string } }>({
    method: ['GET', 'HEAD'],
    url: '/v1/moderation/cases/:case_id/video',
    config: { access: 'MODERATOR' },
    schema: withId('case_id'),
    handler(request, reply) {
      const { case_id: caseId } = request.params
      const options = { ...callOptions(request), deadlineMs }
      const open: Open = (offset, length) =>
        openPhotoStream(clients.safety.readVerificationVideo({ caseId, offset, length }, options))
      reply.header('cache-control', 'private, no-store').header('x-content-type-options', 'nosniff')
      return sendFile(request, reply, open)
    },
  })
}
