import { MatchCreated } from '@kindred/contracts/discovery'
import { consume } from '@kindred/events'

import { type ChatContext } from '../context.js'
import { digestOf } from '../domain/tombstone.js'
import { type Db } from '../store/schema.js'
import { findBurial, lockPeople } from '../store/tombstones.js'
import { openConversation } from '../writing/open-conversation.js'

/** Opens the match's conversation, unless the match or one of its people is known to be gone: a late event resurrects nobody. */
export const matchCreated = consume(MatchCreated, async (trx: Db, event, { clock }: ChatContext) => {
  const [first, second] = [...event.userIds].sort()
  if (first === undefined || second === undefined) return
  await lockPeople(trx, [first, second])
  const buried = [
    digestOf({ kind: 'match', id: event.matchId }),
    digestOf({ kind: 'person', id: first }),
    digestOf({ kind: 'person', id: second }),
  ]
  if ((await findBurial(trx, buried)) !== undefined) return
  const now = clock.now()
  await openConversation(
    trx,
    { id: event.matchId, userIds: [first, second], createdAt: event.createdAt ?? now },
    now,
  )
})
