import { AppError, type ErrorKind, errorKinds, kindOfHttpStatus, toAppError } from '@kindred/kernel'

import { fieldErrors, type SchemaFault, validationFailed } from './faults.js'

interface Known {
  readonly kind: ErrorKind
  readonly code: string
  readonly detail: string
}

const notJson = { kind: 'invalid', code: 'BODY_NOT_JSON', detail: 'The body is not valid JSON.' } as const

const known: Readonly<Record<string, Known>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: notJson,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    kind: 'unsupportedMedia',
    code: 'UNSUPPORTED_MEDIA_TYPE',
    detail: 'This route does not read a body of this content-type.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    kind: 'tooLarge',
    code: 'BODY_TOO_LARGE',
    detail: 'The body is larger than allowed.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    kind: 'invalid',
    code: 'BODY_INCOMPLETE',
    detail: 'The body is not as long as content-length says.',
  },
  FST_ERR_BAD_URL: {
    kind: 'invalid',
    code: 'URL_INVALID',
    detail: 'The path is not valid percent-encoding.',
  },
  FST_ERR_ROUTE_MISSING_HANDLER: {
    kind: 'notFound',
    code: 'ROUTE_NOT_FOUND',
    detail: 'There is no such route.',
  },
}

/** The AppError for anything that was thrown while a request was handled, by Kindred, by Fastify or by a plugin. */
export function fromHttpError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const { code, statusCode, validation } = thrown as Thrown
  if (validation !== undefined) return validationFailed(fieldErrors(validation))
  const row = code === undefined ? undefined : known[code]
  if (row !== undefined) return new AppError({ ...row, cause: thrown })
  if (thrown instanceof SyntaxError && statusCode === 400) return new AppError({ ...notJson, cause: thrown })
  return fromStatus(statusCode, thrown)
}

interface Thrown {
  readonly code?: string
  readonly statusCode?: number
  readonly validation?: readonly SchemaFault[]
}

// Messages of libraries may contain internals, so the detail is the title of the kind.
function fromStatus(status: number | undefined, thrown: unknown): AppError {
  if (status === undefined || status < 400 || status === 500) return toAppError(thrown)
  const kind = kindOfHttpStatus(status)
  if (kind === 'internal') return toAppError(thrown)
  const code =
    kind === 'invalid' ? 'REQUEST_INVALID' : kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()
  return new AppError({ kind, code, detail: `${errorKinds[kind].title}.`, cause: thrown })
}
