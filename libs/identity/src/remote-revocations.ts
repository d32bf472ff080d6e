import type { WatchRevocationsRequest, WatchRevocationsResponse } from '@kindred/contracts/auth'
import type { CallOptions, Log } from '@kindred/rpc'

import type { RevocationSource } from './revocation-source.js'
import type { ServiceTokens } from './service-tokens.js'

/** How auth's revocations are followed. */
export interface RemoteRevocationsOptions {
  readonly serviceTokens: ServiceTokens
  readonly log: Log
  /** The longest pause before the stream is opened again; 1 s by default. */
  readonly longestPauseMs?: number
}

/** The part of auth's client that is used. */
export interface RevocationsClient {
  watchRevocations(request: WatchRevocationsRequest, options?: CallOptions): AsyncIterable<WatchRevocationsResponse>
}

const firstPauseMs = 50

/** Auth's revocation stream, opened again whenever it ends; each opening brings the whole list anew. */
export function remoteRevocations(auth: RevocationsClient, options: RemoteRevocationsOptions): RevocationSource {
  const longest = options.longestPauseMs ?? 1_000
  return {
    follow(listener) {
      const gone = new AbortController()
      void followForEver(gone.signal, listener)
      return () => gone.abort()
    },
  }

  async function followForEver(gone: AbortSignal, listener: (ids: readonly string[]) => void): Promise<void> {
    let pause = firstPauseMs
    while (!gone.aborted) {
      try {
        const token = await options.serviceTokens.issue('auth')
        for await (const { sessionIds } of auth.watchRevocations({}, { token, signal: gone })) {
          pause = firstPauseMs
          if (!gone.aborted) listener(sessionIds)
        }
      } catch (error) {
        if (!gone.aborted) options.log.warn({ err: error }, 'lost the revocation stream of auth')
      }
      await wait(pause * (0.75 + Math.random() / 4), gone)
      pause = Math.min(pause * 2, longest)
    }
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
