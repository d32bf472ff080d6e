import { type AppError, errorKinds, toAppError } from '@kindred/kernel'
import { noteError, readTraceparent, type Span, type Tracer } from '@kindred/tracing'

import type { MethodContract } from './contract/contract.js'
import { mayWait } from './load/priority.js'
import type { CallOptions } from './metadata.js'

/** The span of a call that this process answers; undefined when nothing is traced, or the caller traces nothing. */
export function spanOfAnswer(
  contract: MethodContract,
  tracer: Tracer | undefined,
  traceparent: string | undefined,
): Span | undefined {
  if (tracer === undefined) return undefined
  const parent = readTraceparent(traceparent)
  if (parent === undefined) return undefined
  const span = tracer.start(nameOf(contract), { kind: 'server', parent, attributes: attributesOf(contract) })
  span.waits = mayWait(contract)
  return span
}

/** The span of a call that is made as a part of another. */
export function spanOfCall(contract: MethodContract, { span }: CallOptions): Span | undefined {
  return span?.child(nameOf(contract), { kind: 'client', attributes: attributesOf(contract) })
}

/** The options of a call whose own span its server is to go on with. */
export const tracedBy = (span: Span | undefined, options: CallOptions): CallOptions =>
  span === undefined ? options : { ...options, traceparent: span.traceparent }

export function endCall(span: Span, error: AppError | undefined): void {
  span.set('rpc.grpc.status_code', error === undefined ? 0 : errorKinds[error.kind].grpc)
  if (error !== undefined) noteError(span, error)
  span.end()
}

/** Ends the span of a call that was made as the call ends. */
export async function ended<Res>(span: Span | undefined, answer: Promise<Res>): Promise<Res> {
  if (span === undefined) return answer
  try {
    const response = await answer
    endCall(span, undefined)
    return response
  } catch (error) {
    endCall(span, toAppError(error))
    throw error
  }
}

const nameOf = ({ path }: MethodContract): string => path.slice(1)

const attributesOf = ({ path, descriptor }: MethodContract) => ({
  'rpc.system': 'grpc',
  'rpc.service': path.slice(1, path.lastIndexOf('/')),
  'rpc.method': descriptor.name,
})
