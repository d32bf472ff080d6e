import { text } from 'node:stream/consumers'

import { Client, credentials, type Metadata } from '@grpc/grpc-js'

import { fromServiceError, type RpcSecurity } from '@kindred/rpc'

import type { ServiceName } from '../names.js'
import { StartFailure } from '../start-failure.js'
import { findMethod, type Method, type Protos } from './catalogue.js'
import { listFaults, readRequests } from './requests.js'

/** What is called, where and with what. */
export interface Invocation {
  readonly service: ServiceName
  readonly method: string
  readonly data: string
  readonly address: string
  readonly metadata: Metadata
  /** Plaintext without it. */
  readonly security: RpcSecurity | undefined
}

const deadlineMs = 10_000

/** Calls a method and yields each of its answers; a refusal is thrown as the AppError that the service threw. */
export async function* invoke(protos: Protos, call: Invocation, signal: AbortSignal): AsyncIterable<object> {
  const method = findMethod(protos, call.service, call.method)
  const requests = readRequests(call.data === '-' ? await text(process.stdin) : call.data)
  if (!method.requestStream && requests.length !== 1)
    throw new StartFailure(`${call.method} takes one request, not ${requests.length}.`)
  const faults = requests.flatMap((request) => listFaults(protos, method, request))
  if (faults.length > 0)
    throw new StartFailure(`${call.method} takes no ${faults.join(', ')}: see --describe.`)
  const way = call.security?.towards(call.service) ?? { credentials: credentials.createInsecure() }
  const client = new Client(call.address, way.credentials, 'options' in way ? way.options : {})
  const stream = open(client, method, call)
  signal.addEventListener('abort', () => stream.cancel())
  try {
    for (const request of requests) stream.write(request)
    stream.end()
    for await (const answer of stream) yield answer as object
  } catch (error) {
    if (!signal.aborted) throw fromServiceError(error, { service: call.service, canceled: false })
  } finally {
    client.close()
  }
}

/** Every kind of call as the widest one: on the wire a single message is a stream of one. */
function open(
  client: Client,
  { path, requestSerialize, responseDeserialize, responseStream }: Method,
  call: Invocation,
) {
  const options = responseStream ? {} : { deadline: Date.now() + deadlineMs }
  return client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, call.metadata, options)
}
