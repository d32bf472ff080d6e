import type { FastifyReply, FastifyRequest } from 'fastify'

import { type AppError, errorKinds, type FieldError } from '@kindred/kernel'

/** A problem document, RFC 9457, with Kindred's members. */
export interface Problem {
  /** The page about the code. */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  /** The path of the request. */
  readonly instance: string
  /** Stable, UPPER_SNAKE; the one to compare. */
  readonly code: string
  readonly request_id: string
  readonly errors?: readonly FieldError[]
  /** What a client can work with beyond the code, such as the end of a suspension. */
  readonly facts?: Readonly<Record<string, string>>
}

/** The media type of problem documents. */
export const problemType = 'application/problem+json'

/** The page of an error code, below the gateway's own address. */
const problemPage = (code: string): string => `/problems/${code.toLowerCase().replaceAll('_', '-')}`

/** The request that a problem answers. */
export interface ProblemPlace {
  readonly publicUrl: string
  readonly path: string
  readonly requestId: string
}

/** The problem document of an error. */
export function problemOf(error: AppError, place: ProblemPlace): Problem {
  const { http, title } = errorKinds[error.kind]
  return {
    type: `${place.publicUrl}${problemPage(error.code)}`,
    title,
    status: http,
    detail: error.detail,
    instance: place.path,
    code: error.code,
    request_id: place.requestId,
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
    ...(Object.keys(error.facts).length > 0 ? { facts: error.facts } : {}),
  }
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  error: AppError,
  publicUrl: string,
): FastifyReply {
  const place = { publicUrl, path: withoutQuery(request.url), requestId: request.kindredId }
  const problem = problemOf(error, place)
  const retryAfter = error.retryAfter ?? (problem.status === 503 ? 1 : undefined)
  if (retryAfter !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))))
  if (problem.status === 401 && !reply.hasHeader('www-authenticate')) {
    reply.header('www-authenticate', challengeOf(error.code))
  }
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type(problemType)
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem)
}

// A signed address is a credential, so the query is not repeated.
const withoutQuery = (url: string): string => url.split('?', 1)[0] ?? '/'

// RFC 6750 §3.1: no error code when there was no token at all.
const challengeOf = (code: string): string =>
  code === 'UNAUTHENTICATED' ? 'Bearer realm="kindred"' : 'Bearer realm="kindred", error="invalid_token"'
