import type { RedriveDeadLettersRequest, RedriveDeadLettersResponse } from '@kindred/contracts/events'
import { transact } from '@kindred/db'
import { AppError } from '@kindred/kernel'

import { wakeRelay } from '../channel.js'
import { redriveDeadLetters as redrive } from '../outbox/dead-letters.js'
import type { OutboxContext } from './context.js'

/** Dead letters return to their old place in the queue: before deliveries that still wait, after those made in the meantime. */
export async function redriveDeadLetters(
  context: OutboxContext,
  { deliveryIds }: RedriveDeadLettersRequest,
): Promise<RedriveDeadLettersResponse> {
  if (!deliveryIds.every((id) => /^[1-9]\d{0,14}$/.test(id))) throw unknownDelivery()
  const ids = deliveryIds.length > 0 ? deliveryIds.map(Number) : undefined
  return transact(context.db, async (trx) => {
    const subscribers = await redrive(trx, ids)
    for (const subscriber of new Set(subscribers)) await wakeRelay(trx, subscriber)
    return { redriven: subscribers.length }
  })
}

const unknownDelivery = (): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'DELIVERY_ID_INVALID',
    detail: 'Take delivery ids from the list of dead letters.',
    fields: [{ pointer: '/delivery_ids', code: 'INVALID', detail: 'Not the id of a delivery.' }],
  })
