import { AuthServiceService } from '@kindred/contracts/auth'
import { ChatServiceService } from '@kindred/contracts/chat'
import { OutboxServiceService } from '@kindred/contracts/events'
import {
  BroadcastDeskServiceService,
  BroadcastServiceService,
  DeliveryServiceService,
  NotificationServiceService,
} from '@kindred/contracts/notification'
import { implement } from '@kindred/rpc'
import { createService, type Service } from '@kindred/service'

import type { NotificationConfig } from './config.js'
import type { NotificationContext } from './context.js'
import { consumers } from './events/index.js'
import { countGivenUp } from './jobs/forget-old.js'
import { jobs } from './jobs/index.js'
import { migrations } from './migrations/index.js'
import { openQueue } from './queue/queue.js'
import { broadcastDeskHandlers, broadcastHandlers } from './rpc/broadcasts.js'
import { deliveryHandlers } from './rpc/deliveries.js'
import { handlers } from './rpc/index.js'
import { personData } from './store/person-data.js'
import { countDue } from './store/recipients.js'
import type { Tables } from './store/schema.js'
import { createResultWriter } from './writing/result-writer.js'

export { type NotificationConfig, readConfig } from './config.js'
export { migrations } from './migrations/index.js'

/** What people are told of while they are away. */
export const createNotificationService = (config: NotificationConfig): Service =>
  createService<Tables, NotificationContext>({
    name: 'notification',
    config,
    migrations,
    async context({ database, db, clock, log, metrics, serviceTokens, peer }) {
      metrics.gauge('notification_due', 'People to whom something is due', () => countDue(db, clock.now()))
      countGivenUp(metrics, 0)
      const chat = peer('chat', ChatServiceService)
      const auth = peer('auth', AuthServiceService)
      const profile = peer('profile', OutboxServiceService)
      return {
        db,
        clock,
        log,
        metrics,
        serviceTokens,
        chat,
        auth,
        profile,
        perSecond: config.perSecond,
        queue: await openQueue(database),
        results: createResultWriter({ db, clock }),
      }
    },
    close: ({ queue }) => queue.close(),
    implement: (context) => [
      implement(NotificationServiceService, handlers, context),
      implement(DeliveryServiceService, deliveryHandlers, context),
      implement(BroadcastServiceService, broadcastHandlers, context),
      implement(BroadcastDeskServiceService, broadcastDeskHandlers, context),
    ],
    consumers,
    sources: ['auth', 'chat', 'discovery', 'profile', 'safety'],
    jobs,
    personData,
  })
