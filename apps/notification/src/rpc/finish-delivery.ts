import type { DeliveryServiceService } from '@kindred/contracts/notification'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import type { Result } from '../writing/finish-deliveries.js'

type Method = DeliveryServiceService['finishDelivery']
type Request = Parameters<Handler<NotificationContext, Method>>[1]

export const finishDelivery: Handler<NotificationContext, Method> = async ({ results, metrics }, request) => {
  await results.write(request.deliveryId, toResult(request))
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
