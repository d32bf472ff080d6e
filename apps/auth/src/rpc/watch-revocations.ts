import type { WatchRevocationsRequest, WatchRevocationsResponse } from '@kindred/contracts/auth'
import type { Call } from '@kindred/rpc'

import type { AuthContext } from '../context.js'

/** Ids in one message, well below gRPC's 4 MB. */
const mostIds = 10_000

export async function* watchRevocations(
  { revocations }: AuthContext,
  _request: WatchRevocationsRequest,
  { signal }: Call,
): AsyncGenerator<WatchRevocationsResponse> {
  const waiting: string[] = []
  let wake = (): void => {}
  const leave = revocations.follow((sessionIds) => {
    waiting.push(...sessionIds)
    wake()
  })
  const stop = (): void => wake()
  signal.addEventListener('abort', stop)
  try {
    for (let snapshot = true; !signal.aborted; snapshot = false) {
      yield { sessionIds: waiting.splice(0, mostIds), snapshot }
      if (waiting.length === 0 && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    leave()
    signal.removeEventListener('abort', stop)
  }
}
