import { forgetDepartures } from '@kindred/events/departures'
import type { Job } from '@kindred/service'

import type { ChatContext } from '../context.js'
import { forgetFirstMessages } from './forget-first-messages.js'
import { pruneEvents } from './prune-events.js'
import { removeSealed } from './remove-sealed.js'

export const jobs: readonly Job<ChatContext>[] = [
  pruneEvents,
  forgetDepartures,
  forgetFirstMessages,
  removeSealed,
]
