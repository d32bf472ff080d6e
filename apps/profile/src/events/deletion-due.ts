import { DeletionDue } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'
import { hasLeft } from '@kindred/events/departures'

import type { ProfileContext } from '../context.js'
import type { ProfileTables } from '../store/schema.js'
import { deleteAccount } from '../writing/delete-account.js'

/** Nothing is left to do for somebody who was deleted while the caller waited. */
export const deletionDue = consume<ProfileContext, DeletionDue, ProfileTables>(
  DeletionDue,
  async (trx, { userId }, { clock }) => {
    if (!(await hasLeft(trx, userId))) await deleteAccount(trx, userId, clock.now())
  },
  { anyAge: true },
)
