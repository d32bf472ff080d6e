import { type ErrorKind, errorKinds } from '@kindred/kernel'

import { problemType } from '../edge/problem.js'
import { type Piece, ref } from './openapi-types.js'

/** The problem responses of the document, each with one code as its example. */
const described = {
  invalid: { name: 'Invalid', code: 'VALIDATION_FAILED', detail: 'Some fields are not valid.' },
  unauthenticated: {
    name: 'Unauthenticated',
    code: 'UNAUTHENTICATED',
    detail: 'This call needs an access token.',
  },
  forbidden: { name: 'Forbidden', code: 'FORBIDDEN', detail: 'This call is only for moderators.' },
  notFound: { name: 'NotFound', code: 'PROFILE_NOT_FOUND', detail: 'There is no such profile.' },
  conflict: { name: 'Conflict', code: 'PROFILE_EXISTS', detail: 'This person has a profile already.' },
  tooLarge: { name: 'TooLarge', code: 'BODY_TOO_LARGE', detail: 'The body is larger than allowed.' },
  unsupportedMedia: {
    name: 'UnsupportedMedia',
    code: 'UNSUPPORTED_MEDIA_TYPE',
    detail: 'This route does not read a body of this content-type.',
  },
  rangeNotSatisfiable: {
    name: 'RangeNotSatisfiable',
    code: 'RANGE_NOT_SATISFIABLE',
    detail: 'The file is shorter.',
  },
  unprocessable: {
    name: 'Unprocessable',
    code: 'IDEMPOTENCY_KEY_REUSED',
    detail: 'This Idempotency-Key came with another body before.',
  },
  rateLimited: {
    name: 'RateLimited',
    code: 'RATE_LIMITED',
    detail: 'The limit "swipe" allows 120 requests in 60 s.',
  },
  internal: { name: 'Internal', code: 'INTERNAL', detail: 'Something went wrong on our side.' },
  unavailable: {
    name: 'Unavailable',
    code: 'PROFILE_UNAVAILABLE',
    detail: 'A part of Kindred is not available right now.',
  },
  deadline: { name: 'Deadline', code: 'DEADLINE_EXCEEDED', detail: 'The answer took too long.' },
} as const satisfies Partial<Record<ErrorKind, { name: string; code: string; detail: string }>>

/** A problem that the document describes. */
export type DescribedProblem = keyof typeof described

/** References to problem responses, by status. */
export const problemRefs = (kinds: readonly DescribedProblem[]): Piece =>
  Object.fromEntries(
    kinds.map((kind) => [String(errorKinds[kind].http), ref('responses', described[kind].name)]),
  )

/** The `components.responses` of the problems. */
export const problemResponses = (): Piece =>
  Object.fromEntries(
    (Object.keys(described) as DescribedProblem[]).map((kind) => [described[kind].name, responseOf(kind)]),
  )

const retried: readonly string[] = ['rateLimited', 'unavailable'] satisfies DescribedProblem[]

function responseOf(kind: DescribedProblem): Piece {
  const { code, detail } = described[kind]
  const { http: status, title } = errorKinds[kind]
  const example = {
    type: `/problems/${code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail,
    instance: '/v1/profiles/me',
    code,
    request_id: '01936f2e-7c1a-7000-8000-00000000000b',
    ...(kind === 'invalid'
      ? { errors: [{ pointer: '/name', code: 'TOO_SHORT', detail: 'At least 2 characters.' }] }
      : {}),
  }
  return {
    description: `${title}.`,
    ...(retried.includes(kind) ? { headers: { 'Retry-After': ref('headers', 'RetryAfter') } } : {}),
    content: { [problemType]: { schema: ref('schemas', 'Problem'), example } },
  }
}

/** The schema of a problem document. */
export const problemSchema: Piece = {
  type: 'object',
  description: 'A problem document, RFC 9457. `code` is stable: compare that one.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'A page about the code.' },
    title: { type: 'string', description: 'The kind of problem, for people.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'One sentence for a developer.' },
    instance: { type: 'string', format: 'uri-reference', description: 'The path of the request.' },
    code: { type: 'string', description: 'The stable error code, UPPER_SNAKE.' },
    request_id: { type: 'string', description: 'Names the request in the logs.' },
    errors: { type: 'array', description: 'The refused fields.', items: ref('schemas', 'FieldError') },
    facts: {
      type: 'object',
      description: 'What a client can work with beyond the code; the operation says which.',
      additionalProperties: { type: 'string' },
    },
  },
}

/** The schema of a refused field. */
export const fieldErrorSchema: Piece = {
  type: 'object',
  description: 'A refused field.',
  required: ['pointer', 'code', 'detail'],
  properties: {
    pointer: { type: 'string', description: 'JSON pointer into the request, RFC 6901.' },
    code: { type: 'string', description: 'The stable code of the rule, for example TOO_LONG.' },
    detail: { type: 'string', description: 'One sentence for a developer.' },
  },
}
