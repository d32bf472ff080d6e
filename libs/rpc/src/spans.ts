import { type AppError, errorKinds, toAppError } from '@kindred/kernel'
import { type Attributes, noteError, readTraceparent, type Span, type Tracer } from '@kindred/tracing'

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
  const { name, attributes } = sayingsOf(contract)
  const span = tracer.start(name, { kind: 'server', parent, attributes })
  span.waits = mayWait(contract)
  return span
}

/** The span of a call that is made as a part of another. */
export function spanOfCall(contract: MethodContract, { span }: CallOptions): Span | undefined {
  if (span === undefined) return undefined
  const { name, attributes } = sayingsOf(contract)
  return span.child(name, { kind: 'client', attributes })
}

/** The options of a call whose own span its server is to go on with. */
export const tracedBy = (span: Span | undefined, options: CallOptions): CallOptions =>
  span === undefined ? options : { ...options, span }

export function endCall(span: Span, error: AppError | undefined): void {
  span.set('rpc.grpc.status_code', error === undefined ? 0 : errorKinds[error.kind].grpc)
  if (error !== undefined) noteError(span, error)
  span.end()
}

/** Ends the span of a call that was made as the call ends. */
export function ended<Res>(span: Span | undefined, answer: Promise<Res>): Promise<Res> {
  if (span === undefined) return answer
  return answer.then(
    (response) => {
      endCall(span, undefined)
      return response
    },
    (error: unknown) => {
      endCall(span, toAppError(error))
      throw error
    },
  )
}

/** What is said of every call of a method. */
interface Sayings {
  readonly name: string
  readonly attributes: Readonly<Attributes>
}

const sayings = new WeakMap<MethodContract, Sayings>()

function sayingsOf(contract: MethodContract): Sayings {
  const known = sayings.get(contract)
  if (known !== undefined) return known
  const name = contract.path.slice(1)
  const said: Sayings = {
    name,
    attributes: {
      'rpc.system': 'grpc',
      'rpc.service': name.slice(0, name.lastIndexOf('/')),
      'rpc.method': contract.descriptor.name,
    },
  }
  sayings.set(contract, said)
  return said
}
