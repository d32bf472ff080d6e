import { once } from 'node:events'

import type { ServerReadableStream, ServerWritableStream } from '@grpc/grpc-js'

import { AppError, onAbort } from '@kindred/kernel'

import type { RpcMethod } from '../method-types.js'
import { type Next, stoppable } from '../next-or-stopped.js'
import type { Call } from './call.js'

// A stopping server ends a stream of answers that is silent for so long. A busy one, such as a download, runs to its end.
const silenceWhenStoppingMs = 200

const resetFollowsWithinMs = 20

/** The requests of a streaming call, decoded and checked one by one; throws when the caller goes away. */
export function readRequests(
  surface: ServerReadableStream<Buffer, Buffer>,
  read: (bytes: Buffer) => unknown,
): AsyncIterable<unknown> {
  surface.on('error', () => undefined)
  surface.on('cancelled', () => surface.destroy(gone()))
  // The default iterator destroys a duplex when it ends, and then no status is ever sent.
  const source = surface.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  return (async function* () {
    for await (const bytes of source) yield read(bytes)
    await noReset(surface)
    if (surface.cancelled) throw gone()
  })()
}

/** Node's HTTP/2 client ends a stream before it resets it: without this wait a cancelled upload looks complete. */
function noReset(surface: ServerReadableStream<Buffer, Buffer>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, resetFollowsWithinMs)
    surface.once('cancelled', () => (clearTimeout(timer), resolve()))
  })
}

const gone = (): AppError =>
  new AppError({ kind: 'canceled', code: 'CANCELED', detail: 'The caller went away.' })

interface StreamScope {
  readonly call: Call
  readonly draining: AbortSignal
}

/** Writes the answers of a streaming call with backpressure. */
export async function writeResponses(
  surface: ServerWritableStream<Buffer, Buffer>,
  method: RpcMethod,
  responses: AsyncIterable<unknown>,
  { call, draining }: StreamScope,
): Promise<void> {
  const source = untilSilence(responses, call.signal, draining)
  try {
    for (;;) {
      const next = await source.next()
      if (next === 'stopped') throw stopReason(call)
      if (next.done === true) return
      if (!surface.write(method.responseSerialize(next.value))) await drained(surface, call.signal)
    }
  } finally {
    source.release()
  }
}

const stopReason = ({ signal, method }: Call): AppError =>
  signal.aborted
    ? gone()
    : new AppError({
        kind: 'unavailable',
        code: `${method.service.toUpperCase()}_UNAVAILABLE`,
        detail: 'The service is restarting; connect again.',
      })

/** The items until the call is over, or until nothing comes for a while once the server stops. */
function untilSilence<T>(
  items: AsyncIterable<T>,
  over: AbortSignal,
  draining: AbortSignal,
): { next(): Promise<Next<T>>; release(): void } {
  const stopped = new AbortController()
  const source = stoppable(items, stopped.signal)
  let timer: NodeJS.Timeout | undefined
  let isWaiting = false
  const stop = (): void => stopped.abort()
  const watch = (): void => {
    if (isWaiting && draining.aborted) timer = setTimeout(stop, silenceWhenStoppingMs)
  }
  const forgets = [onAbort(over, stop), onAbort(draining, watch)]
  return {
    async next() {
      isWaiting = true
      watch()
      try {
        return await source.next()
      } finally {
        isWaiting = false
        clearTimeout(timer)
      }
    },
    release() {
      for (const forget of forgets) forget()
      source.release()
    },
  }
}

async function drained(surface: ServerWritableStream<Buffer, Buffer>, over: AbortSignal): Promise<void> {
  await once(surface, 'drain', { signal: over }).catch(() => undefined)
}
