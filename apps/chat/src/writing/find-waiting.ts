import type { Draft } from '../domain/draft.js'
import { listWaiting, type Side } from '../store/first-writer.js'
import type { ConversationRow, Db } from '../store/schema.js'

/** Whether a person must wait in a conversation for the partner's first message. */
export type Waiting = (conversationId: string, userId: string) => boolean

/** Asks only about senders who have written nothing in their conversation yet: whoever wrote may go on. */
export async function findWaiting(
  db: Db,
  drafts: readonly Draft[],
  conversations: readonly ConversationRow[],
): Promise<Waiting> {
  const silent = new Set(conversations.flatMap(silentIn).map(keyOf))
  const sides = drafts
    .map(({ conversationId, senderId }) => ({ conversationId, userId: senderId }))
    .filter((side) => silent.has(keyOf(side)))
  const waiting = new Set(sides.length === 0 ? [] : (await listWaiting(db, sides)).map(keyOf))
  return (conversationId, userId) => waiting.has(keyOf({ conversationId, userId }))
}

const keyOf = ({ conversationId, userId }: Side): string => `${conversationId} ${userId}`

const silentIn = (row: ConversationRow): Side[] => [
  ...(row.first_user_wrote === 0 ? [{ conversationId: row.id, userId: row.first_user_id }] : []),
  ...(row.second_user_wrote === 0 ? [{ conversationId: row.id, userId: row.second_user_id }] : []),
]
