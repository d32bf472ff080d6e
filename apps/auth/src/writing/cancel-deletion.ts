import { AccountLeaving } from '@kindred/contracts/auth'
import { publish } from '@kindred/events'

import { deletionNotFound, deletionUnderWay } from '../domain/errors.js'
import { findDeletionForChange, removeDeletion } from '../store/deletions.js'
import type { Trx } from '../store/schema.js'
import { holdUser } from '../store/users.js'

/** Takes a deletion back that still waits: everybody meets the person again. */
export async function cancelDeletion(trx: Trx, userId: string): Promise<void> {
  await holdUser(trx, userId)
  const deletion = await findDeletionForChange(trx, userId)
  if (deletion === undefined) throw deletionNotFound()
  if (deletion.state !== 'waiting') throw deletionUnderWay()
  await removeDeletion(trx, deletion.id)
  await publish(trx, AccountLeaving, userId, { userId, leaving: false })
}
