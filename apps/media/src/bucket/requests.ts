import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'

import { AppError, type Circuit, createCircuit } from '@kindred/kernel'

import { storageAway, storageFull } from '../domain/errors.js'
import type { BucketAddress } from './address.js'

/** One request to a bucket. */
interface BucketRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** The name of the object without the bucket's prefix; undefined for the bucket itself. */
  readonly name?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Statuses beside 2xx that the caller wants to see; their bodies are read already. */
  readonly fine?: readonly number[]
}

/** Speaks with one bucket over connections that are kept. */
export interface Bucket {
  readonly prefix: string
  /** Resolves once the headers of the answer are there. Throws MEDIA_STORAGE_UNAVAILABLE or MEDIA_STORAGE_FULL. */
  send(request: BucketRequest): Promise<IncomingMessage>
  isAway(): boolean
  close(): void
}

/** No photo that a bucket is given or asked for takes it longer to begin its answer. */
const photoAnswerMs = 4_000
const maxSockets = 128

/** Tells `onChange` when the bucket stops to answer and when it is back. aws4 is loaded here alone: without a bucket it never is. */
export async function openBucket(
  address: BucketAddress,
  onChange: (isAway: boolean) => void,
  answerMs = photoAnswerMs,
): Promise<Bucket> {
  const { default: aws4 } = await import('aws4')
  const isSecure = address.origin.protocol === 'https:'
  const agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets })
  const open = isSecure ? requestHttps : requestHttp
  const circuit = createBucketCircuit(onChange)

  const sign = (request: BucketRequest) =>
    aws4.sign(optionsOf(address, request), { ...address, sessionToken: address.sessionToken ?? '' })

  function attempt(request: BucketRequest): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { body: _, host: __, hostname: ___, ...signed } = sign(request)
      const sent = open({ ...signed, host: hostnameOf(address), port: address.origin.port, agent })
      const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${answerMs} ms`)), answerMs)
      sent.on('response', (response) => {
        clearTimeout(timer)
        resolve(response)
      })
      sent.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer)
        reject(new Unanswered(error, sent.reusedSocket && error.code === 'ECONNRESET'))
      })
      sent.end(request.body)
    })
  }

  async function answer(request: BucketRequest): Promise<IncomingMessage> {
    try {
      // Everything that is asked of a bucket may be asked twice.
      const response = await attempt(request).catch((error: unknown) =>
        error instanceof Unanswered && error.wasClosedWhileIdle
          ? attempt(request)
          : Promise.reject(error as Error),
      )
      return await checked(response, request.fine ?? [])
    } catch (error) {
      throw error instanceof Unanswered ? storageAway(error.cause) : error
    }
  }

  return {
    prefix: address.prefix,
    send: (request) => circuit.run(() => answer(request)),
    isAway: () => circuit.isOpen(),
    close: () => agent.destroy(),
  }
}

/** Without the brackets of an IPv6 address. */
const hostnameOf = ({ origin }: BucketAddress): string => origin.hostname.replace(/^\[|\]$/g, '')

/** The connection ended before an answer began. */
class Unanswered extends Error {
  constructor(
    cause: unknown,
    /** A kept connection that the other side closed at the very moment: nothing is wrong with the bucket. */
    readonly wasClosedWhileIdle: boolean,
  ) {
    super('a bucket did not answer', { cause })
  }
}

const createBucketCircuit = (onChange: (isAway: boolean) => void): Circuit =>
  createCircuit({
    maxOutages: 3,
    retryEveryMs: 1_000,
    isOutage: (error) => error instanceof AppError && error.kind === 'unavailable',
    refusal: () => storageAway(new Error('the bucket did not answer the last times')),
    onChange,
  })

function optionsOf(address: BucketAddress, request: BucketRequest) {
  const { method, headers, body } = request
  return {
    service: 's3',
    region: address.region,
    host: address.origin.host,
    method,
    path: pathOf(address, request),
    headers: { ...headers, ...(body !== undefined && { 'Content-Length': body.length }) },
    ...(body !== undefined && { body: asBuffer(body) }),
  }
}

function pathOf({ bucket, prefix }: BucketAddress, { name, query }: BucketRequest): string {
  const path = name === undefined ? `/${bucket}` : `/${bucket}/${prefix}${name}`
  return query === undefined ? path : `${path}?${new URLSearchParams(query).toString()}`
}

/** An answer that tells what was asked. The others say that the bucket cannot serve us now, whatever the reason. */
async function checked(response: IncomingMessage, fine: readonly number[]): Promise<IncomingMessage> {
  const status = response.statusCode ?? 0
  if (status >= 200 && status < 300) return response
  const [, code = ''] = /<Code>(\w+)<\/Code>/.exec(await text(response).catch(() => '')) ?? []
  // A bucket that has gone is no answer about an object.
  if (fine.includes(status) && code !== 'NoSuchBucket') return response
  const refused = new BucketRefused(status, code)
  throw status === 507 || code === 'QuotaExceeded' ? storageFull(refused) : storageAway(refused)
}

/** The bucket answered with an error. */
export class BucketRefused extends Error {
  constructor(
    readonly status: number,
    code: string,
  ) {
    super(`the bucket answers ${status} ${code}`)
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
