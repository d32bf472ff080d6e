import { MatchCreated } from '@kindred/contracts/discovery'
import { consume } from '@kindred/events'

import type { ChatContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { openConversation } from '../writing/open-conversation.js'

export const matchCreated = consume(MatchCreated, async (trx: Trx, event, { clock }: ChatContext) => {
  const [first, second] = [...event.userIds].sort()
  if (first === undefined || second === undefined) return
  const now = clock.now()
  await openConversation(
    trx,
    { id: event.matchId, userIds: [first, second], createdAt: event.createdAt ?? now, madeBy: event.madeBy },
    now,
  )
})
