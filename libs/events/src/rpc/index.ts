import { InboxServiceService, OutboxServiceService } from '@kindred/contracts/events'
import { type Handlers, implement, type Implementation } from '@kindred/rpc'

import type { EventReceiver } from '../inbox/receiver.js'
import type { OutboxContext } from './context.js'
import { deliver } from './deliver.js'
import { listDeadLetters } from './list-dead-letters.js'
import { redriveDeadLetters } from './redrive-dead-letters.js'
import { replay } from './replay.js'
import { subscribe } from './subscribe.js'

const outboxHandlers: Handlers<OutboxContext, typeof OutboxServiceService> = {
  subscribe,
  replay,
  listDeadLetters,
  redriveDeadLetters,
}

/** OutboxService, for every service that owns events. */
export const implementOutbox = (context: OutboxContext): Implementation =>
  implement(OutboxServiceService, outboxHandlers, context)

const inboxHandlers: Handlers<EventReceiver, typeof InboxServiceService> = { deliver }

/** InboxService, for every service that listens to events. */
export const implementInbox = (receiver: EventReceiver): Implementation =>
  implement(InboxServiceService, inboxHandlers, receiver)
