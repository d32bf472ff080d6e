import type { DeliveryServiceService } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { finishDelivery as finish, type Result } from '../writing/finish-delivery.js'

type Method = DeliveryServiceService['finishDelivery']
type Request = Parameters<Handler<NotificationContext, Method>>[1]

export const finishDelivery: Handler<NotificationContext, Method> = async (
  { db, clock, metrics },
  request,
) => {
  await transact(db, (trx) => finish(trx, request.deliveryId, toResult(request), clock.now()))
  metrics
    .counter('notification_deliveries_total', 'Deliveries by what became of them', ['outcome'])
    .inc({ outcome: request.outcome })
  return {}
}

const usualRetrySeconds = 5

function toResult(request: Request): Result {
  const {
    outcome,
    telegramMessageId,
    otherTelegramMessageIds,
    retryAfterSeconds = usualRetrySeconds,
  } = request
  if (outcome === 'SENT')
    return { is: 'SENT', messageId: telegramMessageId, otherIds: otherTelegramMessageIds }
  if (outcome === 'BLOCKED') return { is: 'BLOCKED' }
  return outcome === 'RETRY' ? { is: 'RETRY', afterSeconds: retryAfterSeconds } : { is: 'FAILED' }
}
