import type { Contract } from '@kindred/rpc'

import { type Operation, type Piece, ref } from './openapi-types.js'
import { securityOf, summaryOf } from './operation.js'
import { problemRefs } from './problem-responses.js'
import { required } from './required.js'

const id = '01936f2e-7c1a-7000-8000-00000000000a'
const idIn = (name: string, description: string) =>
  required('path', name, { description, schema: { type: 'string', format: 'uuid' }, example: id })

/** The upload of a video note. */
export function submitVideo(contract: Contract): Operation {
  const { comment, descriptor } = contract.method('/kindred.safety.v1.SafetyService/SubmitVerification')
  const file = {
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: 'An MP4, told by its bytes, of at most 20 MB.',
  }
  const form = { type: 'object', required: ['file'], properties: { file } }
  const content = { schema: form, encoding: { file: { contentType: 'video/mp4' } } }
  const operation = {
    operationId: descriptor.name,
    tags: ['safety'],
    ...summaryOf(comment),
    security: securityOf('USER'),
    parameters: [idIn('verification_id', 'The verification, which StartVerification began.')],
    requestBody: { required: true, content: { 'multipart/form-data': content } },
    responses: {
      204: { description: 'It waits for a moderator.' },
      ...problemRefs(['invalid', 'unauthenticated', 'forbidden', 'notFound', 'conflict', 'tooLarge']),
      ...problemRefs(['unsupportedMedia', 'rateLimited', 'internal', 'unavailable', 'deadline']),
    },
  }
  return { verb: 'POST', template: '/v1/safety/verifications/{verification_id}/video', operation }
}

/** The video note of a case, for moderators. */
export function readVideo(contract: Contract): Operation {
  const { comment, descriptor } = contract.method(
    '/kindred.safety.v1.ModerationService/ReadVerificationVideo',
  )
  const video: Piece = { 'video/mp4': { schema: { type: 'string', contentMediaType: 'video/mp4' } } }
  const operation = {
    operationId: descriptor.name,
    tags: ['safety'],
    ...summaryOf(comment),
    security: securityOf('MODERATOR'),
    parameters: [idIn('case_id', 'The case.'), ref('parameters', 'IfNoneMatch')],
    responses: {
      200: { description: 'The video note.', headers: { ETag: ref('headers', 'ETag') }, content: video },
      206: { description: 'The asked-for range of the video note.', content: video },
      304: { description: 'The client has this video note already.' },
      ...problemRefs(['invalid', 'unauthenticated', 'forbidden', 'notFound', 'conflict']),
      ...problemRefs(['rangeNotSatisfiable', 'rateLimited', 'internal', 'unavailable', 'deadline']),
    },
  }
  return { verb: 'GET', template: '/v1/moderation/cases/{case_id}/video', operation }
}
