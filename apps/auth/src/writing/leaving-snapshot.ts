import { AccountLeaving } from '@kindred/contracts/auth'
import { snapshot } from '@kindred/events'

import { listLeavingAfter } from '../store/deletions.js'
import type { Tables } from '../store/schema.js'

/** Everybody whose deletion waits, for a service that begins to listen. */
export const leavingSnapshot = snapshot<AccountLeaving, Tables>(AccountLeaving, async (db, after, limit) => {
  const people = await listLeavingAfter(db, after, limit)
  return people.map((userId) => ({ aggregateId: userId, payload: { userId, leaving: true } }))
})
