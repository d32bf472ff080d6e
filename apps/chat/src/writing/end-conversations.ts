import { sealedDays } from '../domain/retention.js'
import { isUnheard } from '../domain/unheard.js'
import { removeConversations } from '../store/conversations.js'
import type { ConversationRow, Trx } from '../store/schema.js'
import { sealConversations } from '../store/sealed.js'
import { removeConversationEvents } from '../store/user-events.js'
import { logEvents, type Told } from './log-events.js'

/** How conversations end. */
interface Ending {
  /** Who left and is told nothing. */
  readonly leaver?: string
  /** Who lets the other know it kindly. */
  readonly farewellFrom?: string
}

/**
 * Ends locked conversations: seals their messages, removes their events, and tells both people of the end, except `leaver`. Of a hidden one
 * the end was told when it was hidden.
 */
export async function endConversations(
  trx: Trx,
  conversations: readonly ConversationRow[],
  now: Date,
  { leaver, farewellFrom = '' }: Ending = {},
): Promise<void> {
  if (conversations.length === 0) return
  const shown = conversations.filter(({ hidden }) => !hidden)
  const ends = shown.flatMap((row) =>
    [row.first_user_id, row.second_user_id]
      .filter((userId) => userId !== leaver && userId !== row.unmet_by)
      .map((userId): Told => ({
        userId,
        kind: isFarewellTo(userId, row, farewellFrom) ? 'conversation_parted' : 'conversation_ended',
        conversationId: row.id,
      })),
  )
  const ids = conversations.map((row) => row.id)
  // Logs the end first: taking positions locks the logs, and events are deleted only under that lock.
  await logEvents(trx, ends, now)
  await removeConversationEvents(trx, [...new Set(ends.map((end) => end.userId))], ids)
  await sealConversations(trx, ids, sealedDays)
  await removeConversations(trx, ids)
}

/** Of somebody whose words are kept from the other, the kind word is as well. */
const isFarewellTo = (userId: string, row: ConversationRow, from: string): boolean =>
  from !== '' && from !== userId && !isUnheard(row, from)
