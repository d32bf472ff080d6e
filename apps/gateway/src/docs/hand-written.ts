import type { Contract } from '@kindred/rpc'

import { exampleOfField } from './example.js'
import { type Operation, type Piece, ref } from './openapi-types.js'
import { securityOf, summaryOf } from './operation.js'
import { problemRefs } from './problem-responses.js'
import { required } from './required.js'
import { readVideo, submitVideo } from './video-notes.js'

/** The routes that no RPC describes whole: bytes instead of JSON, and the gateway's own. */
export const handWritten = (contract: Contract): Operation[] => [
  upload(contract),
  download(),
  downloadExport(),
  submitVideo(contract),
  readVideo(contract),
  health(),
]

const uploadPath = '/kindred.media.v1.MediaService/UploadPhoto'

const pictureTypes = 'image/jpeg, image/png, image/webp'
const curlUpload =
  'curl -H "authorization: Bearer $TOKEN" -F "file=@me.jpg;type=image/jpeg" http://127.0.0.1:8080/v1/media'
const uploadExample = `For example:\n\n\`\`\`sh\n${curlUpload}\n\`\`\``

function upload(contract: Contract): Operation {
  const { comment, descriptor } = contract.method(uploadPath)
  const media = descriptor.output.fields.find((field) => field.name === 'media')!
  const file = {
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: `A picture of the types ${pictureTypes}, told by its bytes, of at most 10 MB and 40 megapixels.`,
  }
  const form = { type: 'object', required: ['file'], properties: { file } }
  const content = { schema: form, encoding: { file: { contentType: pictureTypes } } }
  const { summary, description } = summaryOf(comment)
  const operation = {
    operationId: descriptor.name,
    tags: ['media'],
    summary,
    description: `${description as string}\n\n${uploadExample}`,
    security: securityOf('USER'),
    requestBody: { required: true, content: { 'multipart/form-data': content } },
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: curlUpload }],
    responses: {
      201: {
        description: 'The stored photo.',
        content: {
          'application/json': { schema: ref('schemas', 'OwnPhoto'), example: exampleOfField(media) },
        },
      },
      ...problemRefs(['invalid', 'unauthenticated', 'forbidden', 'conflict', 'tooLarge', 'unsupportedMedia']),
      ...problemRefs(['unprocessable', 'rateLimited', 'internal', 'unavailable', 'deadline']),
    },
  }
  return { verb: 'POST', template: '/v1/media', operation }
}

function download(): Operation {
  const text = { type: 'string' }
  const whole = { type: 'integer' }
  const uuid = { type: 'string', format: 'uuid' }
  const sizeName = { type: 'string', enum: ['thumb', 'card', 'full'] }
  const id = '01936f2e-7c1a-7000-8000-00000000000a'
  const picture = { 'image/webp': { schema: { type: 'string', contentMediaType: 'image/webp' } } }
  const operation = {
    operationId: 'DownloadPhoto',
    tags: ['media'],
    summary: 'One size of a photo',
    description:
      'Serves a picture to whoever holds its signed address; take the address from a response that carries the photo.',
    security: [],
    parameters: [
      required('path', 'media_id', { description: 'The photo.', schema: uuid, example: id }),
      required('path', 'size', { description: 'Which size.', schema: sizeName, example: 'card' }),
      required('query', 'viewer', {
        description: 'For whom the address was signed.',
        schema: uuid,
        example: id,
      }),
      required('query', 'exp', {
        description: 'Until when it holds, Unix seconds.',
        schema: whole,
        example: 1_800_000_000,
      }),
      required('query', 'sig', { description: 'The signature.', schema: text, example: 'c2lnbmF0dXJl' }),
      ref('parameters', 'IfNoneMatch'),
    ],
    responses: {
      200: { description: 'The picture.', headers: { ETag: ref('headers', 'ETag') }, content: picture },
      206: { description: 'The asked-for range of the picture.', content: picture },
      304: { description: 'The client has this picture already.' },
      ...problemRefs([
        'forbidden',
        'notFound',
        'rangeNotSatisfiable',
        'rateLimited',
        'internal',
        'unavailable',
        'deadline',
      ]),
    },
  }
  return { verb: 'GET', template: '/v1/media/{media_id}/{size}', operation }
}

function downloadExport(): Operation {
  const text = { type: 'string' }
  const id = '01936f2e-7c1a-7000-8000-00000000000a'
  const file = { 'application/zip': { schema: { type: 'string', contentMediaType: 'application/zip' } } }
  const operation = {
    operationId: 'DownloadExport',
    tags: ['auth'],
    summary: 'The file of an export',
    description: 'Serves the file to whoever holds its address, which GetExport answers.',
    security: [],
    parameters: [
      required('path', 'export_id', {
        description: 'The export.',
        schema: { ...text, format: 'uuid' },
        example: id,
      }),
      required('path', 'key', {
        description: 'The secret part of the address.',
        schema: text,
        example: 'pJ2mJ5p7nVOKqfYqH0pGd1dWc9dV3pN0x1j5l3yqz9A',
      }),
    ],
    responses: {
      200: { description: 'The ZIP file.', content: file },
      ...problemRefs(['invalid', 'notFound', 'rateLimited', 'internal', 'unavailable', 'deadline']),
    },
  }
  return { verb: 'GET', template: '/v1/account/exports/{export_id}/{key}', operation }
}

const state = { type: 'string', enum: ['healthy', 'degraded', 'unhealthy'] }

const healthSchema: Piece = {
  type: 'object',
  required: ['status', 'version', 'services'],
  properties: {
    status: { ...state, description: 'degraded: some services answer; unhealthy: none does.' },
    version: { type: 'string', description: 'The version of the gateway.' },
    clock_skew_ms: {
      type: 'integer',
      description:
        'How far the clock of the gateway’s machine is ahead of the database’s; absent while nobody told the time.',
    },
    services: {
      type: 'object',
      description: 'Each service by name.',
      additionalProperties: {
        type: 'object',
        required: ['status', 'instances'],
        properties: {
          status: { ...state, description: 'degraded: some of its instances can work.' },
          latency_ms: {
            type: 'number',
            description: 'How long the slowest answer took; absent when there was none.',
          },
          instances: { type: 'integer', description: 'How many instances its address names.' },
          answering: {
            type: 'integer',
            description: 'How many of them can work; said when that is not all of them.',
          },
        },
      },
    },
  },
}

function health(): Operation {
  const service = { status: 'healthy', latency_ms: 1.2, instances: 1 }
  const example = { status: 'healthy', version: '0.1.0', services: { auth: service, profile: service } }
  const content = { 'application/json': { schema: healthSchema, example } }
  const operation = {
    operationId: 'GetHealth',
    tags: ['platform'],
    summary: 'How Kindred is doing',
    description: 'Asks every service, at most once a second.',
    security: [],
    responses: {
      200: { description: 'All services answer, or some.', content },
      503: { description: 'No service answers.', content },
      ...problemRefs(['rateLimited']),
    },
  }
  return { verb: 'GET', template: '/health', operation }
}
