import type { ClientReadableStream, ClientWritableStream } from '@grpc/grpc-js'

import { onAbort } from '@kindred/kernel'

import { loadContract } from '../contract/contract.js'
import { type Called, fromServiceError } from '../errors/from-service-error.js'
import { writeMetadata } from '../metadata.js'
import { stoppable } from '../next-or-stopped.js'
import { cancelOn, type Outgoing } from './unary-call.js'

/** A stream of answers to one request. */
export function callServerStream<Req, Res>(outgoing: Outgoing<Req, Res>, request: Req): AsyncIterable<Res> {
  const { client, method, options, deadline } = outgoing
  return answers<Req, Res>(outgoing, () => {
    const [write, read] = codecs(outgoing)
    return client.makeServerStreamRequest(method.path, write, read, request, writeMetadata(options), {
      deadline,
    })
  })
}

/** A stream of answers to a stream of requests. */
export function callDuplex<Req, Res>(
  outgoing: Outgoing<Req, Res>,
  requests: AsyncIterable<Req>,
): AsyncIterable<Res> {
  const { client, method, options, deadline } = outgoing
  return answers<Req, Res>(outgoing, (fail) => {
    const [write, read] = codecs(outgoing)
    const call = client.makeBidiStreamRequest(method.path, write, read, writeMetadata(options), { deadline })
    pump(call, requests).catch(fail)
    return call
  })
}

/** One answer to a stream of requests; rejects with grpc-js's error or with what the requests threw. */
export function callClientStream<Req, Res>(
  outgoing: Outgoing<Req, Res>,
  requests: AsyncIterable<Req>,
): Promise<Res> {
  const { client, method, options, deadline } = outgoing
  return new Promise((resolve, reject) => {
    const [write, read] = codecs(outgoing)
    const call = client.makeClientStreamRequest(
      method.path,
      write,
      read,
      writeMetadata(options),
      { deadline },
      (error, res) => {
        forget()
        if (error) reject(error)
        else resolve(res as Res)
      },
    )
    const forget = cancelOn(options.signal, call)
    pump(call, requests).catch((error: unknown) => (reject(error as Error), call.cancel()))
  })
}

type Codecs<Req, Res> = [(value: Req) => Buffer, (bytes: Buffer) => Res]

const codecs = <Req, Res>({ method }: Outgoing<Req, Res>): Codecs<Req, Res> => [
  (value) => method.requestSerialize(value),
  (bytes) => method.responseDeserialize(bytes),
]

type Open<Res> = (fail: (error: unknown) => void) => ClientReadableStream<Res>

/** Opens a call for every loop over it. grpc-js does not cancel when a loop ends early, so `return` does, even while it waits for an answer. */
function answers<Req, Res>(
  { method, options, follow }: Outgoing<Req, Res>,
  open: Open<Res>,
): AsyncIterable<Res> {
  const { service } = loadContract().method(method.path)
  return {
    [Symbol.asyncIterator]() {
      let failure: unknown
      let left = false
      const call: ClientReadableStream<Res> = open((error) => ((failure = error), call.cancel()))
      const forget = cancelOn(options.signal, call)
      const unfollow = follow?.(() => call.cancel())
      call.on('status', () => {
        forget()
        unfollow?.()
      })
      const received = receive(call, (thrown) => fromServiceError(failure ?? thrown, called()))
      const called = (): Called => ({ service, canceled: left || options.signal?.aborted === true })
      const leave = (): void => {
        left = true
        forget()
        call.cancel()
      }
      return {
        next: () => received.next(),
        return: () => (leave(), received.return(undefined)),
        throw: (error) => (leave(), received.throw(error)),
      }
    },
  }
}

async function* receive<Res>(
  call: ClientReadableStream<Res>,
  toError: (thrown: unknown) => Error,
): AsyncGenerator<Res, undefined> {
  call.on('error', () => undefined)
  try {
    for await (const response of call) yield response as Res
  } catch (thrown) {
    throw toError(thrown)
  } finally {
    call.cancel()
  }
  return undefined
}

/** Writes requests with backpressure; stops when the call is over. */
async function pump<Req>(call: ClientWritableStream<Req>, requests: AsyncIterable<Req>): Promise<void> {
  const over = new AbortController()
  call.on('error', () => over.abort())
  call.on('status', () => over.abort())
  const source = stoppable(requests, over.signal)
  try {
    for (;;) {
      const next = await source.next()
      if (next === 'stopped') return
      if (next.done === true) return void call.end()
      if (!call.write(next.value)) await drained(call, over.signal)
    }
  } finally {
    source.release()
  }
}

const drained = (call: ClientWritableStream<never> | NodeJS.EventEmitter, over: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (over.aborted) return resolve()
    const done = (): void => {
      call.removeListener('drain', done)
      forget()
      resolve()
    }
    call.on('drain', done)
    const forget = onAbort(over, done)
  })
