import type { DeliveryServiceService } from '@kindred/contracts/notification'
import type { Handlers } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { claimDeliveries } from './claim-deliveries.js'
import { finishDelivery } from './finish-delivery.js'

export const deliveryHandlers: Handlers<NotificationContext, typeof DeliveryServiceService> = {
  claimDeliveries,
  finishDelivery,
}
