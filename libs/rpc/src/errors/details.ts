import { Metadata } from '@grpc/grpc-js'

import { BadRequest, ErrorInfo, RetryInfo, Status } from '@kindred/contracts/google-rpc'
import { type AppError, errorKinds, type FieldError } from '@kindred/kernel'

/** The trailer that carries google.rpc.Status. */
export const detailsKey = 'grpc-status-details-bin'

/** What grpc-js wants as an error. */
export interface RpcStatus {
  readonly code: number
  readonly details: string
  readonly metadata: Metadata
}

/**
 * Limits in bytes, before base64: a trailer above 64 KiB, HTTP/2's default limit, ends the whole connection with all calls on it,
 * and many clients accept 8 KiB at most.
 */
const maxFieldText = 4_000
const maxDetail = 500

/** An AppError as a gRPC status with google.rpc details; `service` owns the code. */
export function toRpcStatus(error: AppError, service: string): RpcStatus {
  const { grpc: code } = errorKinds[error.kind]
  const detail = error.detail.slice(0, maxDetail)
  const status = Status.fromPartial({ code, message: detail, details: detailsOf(error, service) })
  const metadata = new Metadata()
  metadata.set(detailsKey, Buffer.from(Status.encode(status).finish()))
  return { code, details: detail, metadata }
}

function detailsOf(error: AppError, service: string): { typeUrl: string; value: Buffer }[] {
  const metadata = { ...error.facts, kind: error.kind }
  const info = { reason: error.code, domain: `${service}.kindred`, metadata }
  const details = [pack(ErrorInfo, ErrorInfo.fromPartial(info))]
  if (error.fields.length > 0) {
    const fieldViolations = firstOf(error.fields).map(toViolation)
    details.push(pack(BadRequest, BadRequest.fromPartial({ fieldViolations })))
  }
  if (error.retryAfter !== undefined) {
    const seconds = Math.floor(error.retryAfter)
    const nanos = Math.round((error.retryAfter - seconds) * 1e9)
    details.push(pack(RetryInfo, RetryInfo.fromPartial({ retryDelay: { seconds, nanos } })))
  }
  return details
}

/** As many of the first fields as fit: nobody mends more than these at once. */
function firstOf(fields: readonly FieldError[]): readonly FieldError[] {
  let text = 0
  const tooMany = fields.findIndex(
    ({ pointer, code, detail }) => (text += Buffer.byteLength(pointer + code + detail)) > maxFieldText,
  )
  return tooMany === -1 ? fields : fields.slice(0, tooMany)
}

interface Packable<M> {
  readonly $type: string
  encode(message: M): { finish(): Uint8Array }
}

const pack = <M>(type: Packable<M>, message: M): { typeUrl: string; value: Buffer } => ({
  typeUrl: `type.googleapis.com/${type.$type}`,
  value: Buffer.from(type.encode(message).finish()),
})

const toViolation = (field: FieldError): { field: string; description: string; reason: string } => ({
  field: toFieldPath(field.pointer),
  description: field.detail,
  reason: field.code,
})

/** `/interests/2/name` → `interests[2].name`, the form of google.rpc.BadRequest. */
const toFieldPath = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('')

/** `interests[2].name` → `/interests/2/name`. */
export const toPointer = (path: string): string =>
  path === '' ? '' : `/${path.replaceAll('[', '/').replaceAll(']', '').replaceAll('.', '/')}`
