import { AccountKeyed } from '@kindred/contracts/auth'
import { type Snapshot, snapshot } from '@kindred/events'

import type { Tables } from '../store/schema.js'
import { listUsersAfter } from '../store/users.js'
import type { KeyOf } from './open-account.js'

/** All accounts, for a service that begins to listen. */
export const accountSnapshot = (keyOf: KeyOf): Snapshot =>
  snapshot<AccountKeyed, Tables>(AccountKeyed, async (db, after, limit) => {
    const users = await listUsersAfter(db, after, limit)
    return users.map(({ id, login }) => ({
      aggregateId: id,
      payload: { userId: id, personKey: keyOf(login) },
    }))
  })
