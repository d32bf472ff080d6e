import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'
import { forgetIdempotency } from '@kindred/service'

import { type ChatContext } from '../context.js'
import { digestOf } from '../domain/tombstone.js'
import { lockConversationsOf } from '../store/conversations.js'
import { removeParticipant } from '../store/participants.js'
import { type Db } from '../store/schema.js'
import { lockPeople, saveTombstone } from '../store/tombstones.js'
import { removeUserEvents } from '../store/user-events.js'
import { removeUserStream } from '../store/user-streams.js'
import { endConversations } from '../writing/end-conversations.js'

/** Removes the person: conversations for both, the log, the copy of the profile. What was written stays sealed for its time. */
export const profileDeleted = consume(ProfileDeleted, async (trx: Db, { userId }, { clock }: ChatContext) => {
  const now = clock.now()
  await lockPeople(trx, [userId])
  await saveTombstone(trx, digestOf({ kind: 'person', id: userId }), now)
  await endConversations(trx, await lockConversationsOf(trx, userId), now, userId)
  await removeUserStream(trx, userId)
  await removeUserEvents(trx, userId)
  await removeParticipant(trx, userId)
  await forgetIdempotency(trx, userId)
})
