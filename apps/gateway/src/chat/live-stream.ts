import type { SubscribeRequest } from '@kindred/contracts/chat'

import type { ChatSocketContext } from './context.js'
import type { Hub } from './hub.js'

/** The gateway's one stream of live events. */
export interface LiveStream {
  stop(): Promise<void>
}

const firstPauseMs = 50
const longestPauseMs = 1_000

/** Keeps one Subscribe stream to chat open for the hub, through restarts of chat. */
export function openLiveStream(
  context: Pick<ChatSocketContext, 'clients' | 'serviceTokens' | 'log'>,
  hub: Hub,
): LiveStream {
  const { clients, serviceTokens, log } = context
  const stopping = new AbortController()

  /** True when the stream brought something before it broke. */
  async function follow(): Promise<boolean> {
    const requests = createRequests()
    let isOpen = false
    try {
      const token = await serviceTokens.issue('chat')
      const responses = clients.chat.subscribe(requests.stream(), { token, signal: stopping.signal })
      hub.opened((change) => requests.push({ change }))
      for await (const response of responses) {
        isOpen = true
        hub.receive(response)
      }
    } catch (error) {
      if (isOpen && !stopping.signal.aborted) log.warn({ err: error }, 'the stream of live events broke')
      else log.debug({ err: error }, 'the stream of live events is not to be had')
    }
    requests.end()
    hub.closed()
    return isOpen
  }

  async function run(): Promise<void> {
    let pauseMs = firstPauseMs
    while (!stopping.signal.aborted) {
      pauseMs = (await follow()) ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs)
      await pause(pauseMs * (0.5 + Math.random() / 2), stopping.signal)
    }
  }

  const running = run()
  return {
    stop() {
      stopping.abort()
      return running
    },
  }
}

/** Requests that are pushed, as a stream. */
function createRequests() {
  const waiting: SubscribeRequest[] = []
  let ended = false
  let wake = (): void => undefined
  return {
    push(request: SubscribeRequest): void {
      waiting.push(request)
      wake()
    },
    end(): void {
      ended = true
      wake()
    },
    async *stream(): AsyncGenerator<SubscribeRequest> {
      while (!ended) {
        yield* waiting.splice(0)
        if (waiting.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
