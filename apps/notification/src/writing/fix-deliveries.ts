import { saveFixedParts } from '../store/deliveries.js'
import type { Trx } from '../store/schema.js'
import type { Claimed } from './claim-due.js'
import { finishDelivery } from './finish-delivery.js'

/** What the words of messages made of deliveries. */
interface Fixed {
  /** They show what is in their parts. */
  readonly composed: readonly Claimed[]
  /** Nothing is left to tell. */
  readonly over: readonly Claimed[]
  /** Nobody could say what they show. */
  readonly late: readonly Claimed[]
}

const lateSeconds = 2

/** Keeps what deliveries show, so that they show the same when they are given out again, and takes those back that are over. */
export async function fixDeliveries(trx: Trx, { composed, over, late }: Fixed, now: Date): Promise<void> {
  await saveFixedParts(trx, composed)
  for (const { id } of [...over].sort(byPerson)) await finishDelivery(trx, id, { is: 'FAILED' }, now)
  for (const { id } of [...late].sort(byPerson))
    await finishDelivery(trx, id, { is: 'RETRY', afterSeconds: lateSeconds }, now)
}

const byPerson = (one: Claimed, other: Claimed): number => (one.userId < other.userId ? -1 : 1)
