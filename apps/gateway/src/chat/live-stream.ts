import type { SubscribeRequest } from '@kindred/contracts/chat'
import { backoff, onAbort, pause } from '@kindred/kernel'
import { pushedItems, watchSilence } from '@kindred/rpc'

import type { ChatSocketContext } from './context.js'
import type { Change, Hub } from './hub.js'

/** The gateway's one stream of live events. */
export interface LiveStream {
  stop(): Promise<void>
}

const hangs = new Error('chat said nothing for two seconds')
const pauses = { firstMs: 50, maxMs: 1_000 }

/** Keeps one Subscribe stream to chat open for the hub, through restarts of chat and away from an instance that hangs. */
export function openLiveStream(
  context: Pick<ChatSocketContext, 'clients' | 'serviceTokens' | 'log'>,
  hub: Hub,
): LiveStream {
  const { clients, serviceTokens, log } = context
  const stopping = new AbortController()
  const { signal } = stopping

  /** True when the stream brought something before it broke. */
  async function follow(): Promise<boolean> {
    const over = new AbortController()
    const forget = onAbort(signal, () => over.abort())
    // The call after the one that hangs goes to the next instance.
    const silence = watchSilence(() => over.abort(hangs))
    let isOpen = false
    try {
      const options = { token: await serviceTokens.issue('chat'), signal: over.signal }
      for await (const response of clients.chat.subscribe(changesOf(hub, over.signal), options)) {
        isOpen = true
        silence.break()
        hub.receive(response)
      }
    } catch (error) {
      const err: unknown = over.signal.reason === hangs ? hangs : error
      if (isOpen && !signal.aborted) log.warn({ err }, 'the stream of live events broke')
      else log.debug({ err }, 'the stream of live events could not be opened')
    }
    silence.stop()
    forget()
    over.abort()
    hub.closed()
    return isOpen
  }

  async function run(): Promise<void> {
    let failures = 0
    do failures = (await follow()) ? 1 : failures + 1
    while (await pause(backoff(failures, pauses), signal))
  }

  const running = run()
  return {
    stop() {
      stopping.abort()
      return running
    },
  }
}

const maxTogether = 1_000

/** The hub's changes as the requests of a new stream. */
async function* changesOf(hub: Hub, signal: AbortSignal): AsyncGenerator<SubscribeRequest> {
  const subscribe = (push: (changes: readonly Change[]) => void): (() => void) => {
    hub.opened((change) => push([change]))
    return () => {}
  }
  for await (const { items } of pushedItems(subscribe, { signal, limit: maxTogether }))
    for (const change of items) yield { change, takesMany: true }
}
