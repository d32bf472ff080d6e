import { ChatServiceService } from '@kindred/contracts/chat'
import { atMostEvery } from '@kindred/kernel'
import { implement } from '@kindred/rpc'
import { createService, type Service } from '@kindred/service'

import type { ChatConfig } from './config.js'
import type { ChatContext } from './context.js'
import { consumers } from './events/index.js'
import { jobs } from './jobs/index.js'
import { openLive } from './live/live.js'
import { migrations } from './migrations/index.js'
import { handlers } from './rpc/index.js'
import { countConversations } from './store/activity.js'
import { personData } from './store/person-data.js'
import type { Tables } from './store/schema.js'
import { createMessageWriter } from './writing/message-writer.js'

export { type ChatConfig, readConfig } from './config.js'
export { migrations } from './migrations/index.js'

/** The chat service: conversations, messages, receipts and live events. */
export const createChatService = (config: ChatConfig): Service =>
  createService<Tables, ChatContext>({
    name: 'chat',
    config,
    migrations,
    consumers,
    sources: ['auth', 'discovery', 'profile', 'safety'],
    jobs,
    personData,
    // People who are away are told a moment later, and then of everything in one step.
    gatherEventsMs: 250,
    async context({ db, database, clock, log, metrics }) {
      const limits = () => ({ now: clock.now(), whileNew: config.newConversations })
      const counted = atMostEvery(5 * 60_000, clock, () => countConversations(db))
      metrics.gauges('conversations', 'Conversations by who has written in them', ['state'], async () =>
        Object.entries(await counted()).map(([state, value]) => ({ labels: { state }, value })),
      )
      const live = await openLive(database, log)
      return { db, clock, metrics, limits, live, writer: createMessageWriter({ db, limits, live }) }
    },
    close: ({ live }) => live.close(),
    implement: (context) => [implement(ChatServiceService, handlers, context)],
  })
