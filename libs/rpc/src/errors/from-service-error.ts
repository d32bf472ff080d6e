import { Metadata, type ServiceError } from '@grpc/grpc-js'

import { BadRequest, ErrorInfo, RetryInfo, Status } from '@kindred/contracts/google-rpc'
import { AppError, type ErrorKind, errorKinds, isErrorKind, kindOfGrpcCode } from '@kindred/kernel'

import { detailsKey, toPointer } from './details.js'

/** The service that was called, and whether the caller cancelled the call. */
export interface Called {
  readonly service: string
  readonly canceled: boolean
}

/** The AppError of a failed call: the one that the service threw, where the status carries Kindred's details, else one by the status code. */
export function fromServiceError(thrown: unknown, called: Called): AppError {
  if (thrown instanceof AppError) return thrown
  if (!isServiceError(thrown)) return new AppError({ ...bare('internal', called.service), cause: thrown })
  const status = thrown.metadata.get(detailsKey)[0]
  return (status instanceof Buffer ? fromDetails(status, thrown) : undefined) ?? fromCode(thrown, called)
}

/** True for an error that the called service answered with, false for a failure of the connection. */
export const isAnswer = (thrown: unknown): boolean =>
  isServiceError(thrown) && thrown.metadata.get(detailsKey)[0] !== undefined

const isServiceError = (thrown: unknown): thrown is ServiceError =>
  thrown instanceof Error &&
  'code' in thrown &&
  typeof thrown.code === 'number' &&
  'metadata' in thrown &&
  thrown.metadata instanceof Metadata

function fromDetails(bytes: Buffer, cause: ServiceError): AppError | undefined {
  try {
    const status = Status.decode(bytes)
    const find = (type: string): Buffer | undefined =>
      status.details.find((detail) => detail.typeUrl.endsWith(`/${type}`))?.value
    const [info, fields, retry] = [find(ErrorInfo.$type), find(BadRequest.$type), find(RetryInfo.$type)]
    if (info === undefined) return undefined
    const { reason, metadata } = ErrorInfo.decode(info)
    const { kind, ...facts } = metadata
    const delay = retry && RetryInfo.decode(retry).retryDelay
    return new AppError({
      kind: isErrorKind(kind) ? kind : kindOfGrpcCode(cause.code),
      code: reason,
      detail: status.message,
      fields: fields && BadRequest.decode(fields).fieldViolations.map(toFieldError),
      retryAfter: delay === undefined ? undefined : delay.seconds + delay.nanos / 1e9,
      facts,
      cause,
    })
  } catch {
    return undefined
  }
}

const toFieldError = (violation: { field: string; description: string; reason: string }) => ({
  pointer: toPointer(violation.field),
  code: violation.reason,
  detail: violation.description,
})

function fromCode(cause: ServiceError, { service, canceled }: Called): AppError {
  return new AppError({ ...bare(kindOf(cause.code, canceled), service), cause })
}

function kindOf(code: number, canceled: boolean): ErrorKind {
  // RESOURCE_EXHAUSTED is how grpc-js refuses a message above its size limit.
  if (code === errorKinds.rateLimited.grpc) return 'tooLarge'
  // A server that dies resets its calls with CANCELLED too.
  return code === errorKinds.canceled.grpc && !canceled ? 'unavailable' : kindOfGrpcCode(code)
}

// The texts of grpc-js name addresses, so none of them is passed on.
function bare(kind: ErrorKind, service: string): { kind: ErrorKind; code: string; detail: string } {
  const codes: Partial<Record<ErrorKind, string>> = {
    unavailable: `${service.toUpperCase()}_UNAVAILABLE`,
    deadline: 'DEADLINE_EXCEEDED',
    tooLarge: 'REQUEST_TOO_LARGE',
  }
  const code = codes[kind] ?? kind.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()
  return { kind, code, detail: `${errorKinds[kind].title}.` }
}
