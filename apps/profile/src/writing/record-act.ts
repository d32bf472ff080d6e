import { StaffActed, type StaffAction } from '@kindred/contracts/profile'
import { publish } from '@kindred/events'
import { newId } from '@kindred/kernel'

import type { Trx } from '../store/schema.js'

/** Who of the staff did what about whom. */
interface Act {
  readonly actorId: string
  readonly userId: string
  readonly action: StaffAction
  readonly reason?: string
}

/** Has safety keep in its audit what a member of staff did. What they did about themselves as a person is nobody's matter. */
export async function recordAct(trx: Trx, { actorId, userId, action, reason = '' }: Act): Promise<void> {
  if (actorId === userId) return
  // Of its own aggregate: what waits to be told of a person goes when the person leaves.
  await publish(trx, StaffActed, newId(), { actorId, userId, action, reason })
}
