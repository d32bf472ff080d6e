import { type WatchRevocationsRequest, type WatchRevocationsResponse } from '@kindred/contracts/auth'
import { type Call, pushedItems } from '@kindred/rpc'

import { type AuthContext } from '../context.js'

/** Ids in one message, well below gRPC's 4 MB. */
const maxIds = 10_000

export async function* watchRevocations(
  { revocations }: AuthContext,
  _request: WatchRevocationsRequest,
  { signal }: Call,
): AsyncGenerator<WatchRevocationsResponse> {
  let snapshot = true
  for await (const { items: sessionIds } of pushedItems<string>(revocations.follow, {
    signal,
    limit: maxIds,
  })) {
    yield { sessionIds, snapshot }
    snapshot = false
  }
}
