import type { AuthServiceService } from '@kindred/contracts/auth'
import { beatMs, type Handler, pushedItems } from '@kindred/rpc'

import type { AuthContext } from '../context.js'

interface Ended {
  readonly id: string
  readonly isShutOut: boolean
}

/** Ids in one message, well below gRPC's 4 MB. */
const maxIds = 10_000

export const watchRevocations: Handler<AuthContext, AuthServiceService['watchRevocations']> =
  async function* ({ revocations }, _request, { signal }) {
    let snapshot = true
    const follow = (push: (items: readonly Ended[]) => void) =>
      revocations.follow((ids, shutOut) => push(ids.map((id) => ({ id, isShutOut: shutOut.has(id) }))))
    for await (const { items } of pushedItems(follow, { signal, limit: maxIds, everyMs: beatMs })) {
      const shutOutSessionIds = items.filter(({ isShutOut }) => isShutOut).map(({ id }) => id)
      yield { sessionIds: items.map(({ id }) => id), shutOutSessionIds, snapshot }
      snapshot = false
    }
  }
