import type { AuthServiceService } from '@kindred/contracts/auth'
import type { ChatServiceService } from '@kindred/contracts/chat'
import type { OutboxServiceService } from '@kindred/contracts/events'
import type { ServiceTokens } from '@kindred/identity'
import type { Clock, Log } from '@kindred/kernel'
import type { Client } from '@kindred/rpc'
import type { Metrics } from '@kindred/runtime'

import type { Queue } from './queue/queue.js'
import type { Db } from './store/schema.js'
import type { ResultWriter } from './writing/result-writer.js'

/** What a handler, a consumer or a job may use. */
export interface NotificationContext {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly queue: Queue
  readonly results: ResultWriter
  /** Asked for the words of messages, which no other database holds. */
  readonly chat: Pick<Client<typeof ChatServiceService>, 'peekMessages'>
  /** Asked whom news are for, and who is an admin. */
  readonly auth: Pick<Client<typeof AuthServiceService>, 'filterAudience' | 'getAccount'>
  /** Asked once to tell of everybody again. */
  readonly profile: Pick<Client<typeof OutboxServiceService>, 'replay'>
  readonly serviceTokens: ServiceTokens
  /** Deliveries that all instances together give out in a second. */
  readonly perSecond: number
}
