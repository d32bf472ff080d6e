import type { WatchRevocationsRequest, WatchRevocationsResponse } from '@kindred/contracts/auth'
import type { Log } from '@kindred/kernel'
import { type CallOptions, keepOpen } from '@kindred/rpc'

import type { RevocationSource } from './revocation-source.js'
import type { ServiceTokens } from './service-tokens.js'

/** How auth's revocations are followed. */
export interface RemoteRevocationsOptions {
  readonly serviceTokens: ServiceTokens
  readonly log: Log
  /** The longest pause before the stream is opened again; 1 s by default. */
  readonly maxPauseMs?: number
}

/** The part of auth's client that is used. */
export interface RevocationsClient {
  watchRevocations(
    request: WatchRevocationsRequest,
    options?: CallOptions,
  ): AsyncIterable<WatchRevocationsResponse>
}

/** Auth's revocation stream, opened again whenever it ends; each opening brings the whole list anew. */
export function remoteRevocations(
  auth: RevocationsClient,
  options: RemoteRevocationsOptions,
): RevocationSource {
  const { serviceTokens, log, maxPauseMs } = options
  return {
    follow: (listener) =>
      keepOpen({
        open: async (signal) =>
          auth.watchRevocations({}, { token: await serviceTokens.issue('auth'), signal }),
        take({ sessionIds, shutOutSessionIds, snapshot }) {
          // Without a session it is only a sign of life.
          if (snapshot || sessionIds.length > 0) listener(sessionIds, new Set(shutOutSessionIds))
        },
        log,
        maxPauseMs,
        lost: 'lost the revocation stream of auth',
      }),
  }
}
