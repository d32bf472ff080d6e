import { MatchEnded } from '@kindred/contracts/discovery'
import { consume } from '@kindred/events'

import { type ChatContext } from '../context.js'
import { digestOf } from '../domain/tombstone.js'
import { lockConversations } from '../store/conversations.js'
import { type Db } from '../store/schema.js'
import { lockPeople, saveTombstone } from '../store/tombstones.js'
import { endConversations } from '../writing/end-conversations.js'

/** Ends the match's conversation; the match stays buried, so that a MatchCreated that comes after all opens nothing. */
export const matchEnded = consume(MatchEnded, async (trx: Db, event, { clock }: ChatContext) => {
  const now = clock.now()
  await lockPeople(trx, event.userIds)
  await saveTombstone(trx, digestOf({ kind: 'match', id: event.matchId }), now)
  await endConversations(trx, await lockConversations(trx, [event.matchId]), now)
})
