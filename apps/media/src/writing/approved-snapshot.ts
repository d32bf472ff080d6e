import { PhotoApproved } from '@kindred/contracts/media'
import { snapshot } from '@kindred/events'

import { listApprovedByOwner } from '../store/photos.js'
import type { Tables } from '../store/schema.js'

/** Every approved photo, for a subscriber that comes new. */
export const approvedSnapshot = snapshot<PhotoApproved, Tables>(PhotoApproved, async (db, after, limit) => {
  const rows = await listApprovedByOwner(db, after, limit)
  return rows.map((row) => ({
    aggregateId: row.owner_id,
    payload: { mediaId: row.id, ownerId: row.owner_id },
  }))
})
