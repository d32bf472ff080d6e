import type { AuthServiceService } from '@kindred/contracts/auth'
import { type Handler, pushedItems } from '@kindred/rpc'

import type { AuthContext } from '../context.js'

/** Ids in one message, well below gRPC's 4 MB. */
const maxIds = 10_000

export const watchRevocations: Handler<AuthContext, AuthServiceService['watchRevocations']> =
  async function* ({ revocations }, _request, { signal }) {
    let snapshot = true
    const batches = pushedItems<string>(revocations.follow, { signal, limit: maxIds })
    for await (const { items: sessionIds } of batches) {
      yield { sessionIds, snapshot }
      snapshot = false
    }
  }
