import { sql } from '@kindred/db'

import type { Db } from './schema.js'
import { listSealableNear, type SealableMessage, type SealableTable } from './sealed.js'

/** Which conversation of a person, and which of its messages. */
interface SnapshotQuestion {
  readonly userId: string
  readonly otherId: string | undefined
  /** Preferred to other conversations of the two. */
  readonly conversationId: string | undefined
  readonly messageIds: readonly string[]
  readonly limit: number
}

interface FoundConversation {
  readonly id: string
  readonly other_id: string
  readonly created_at: Date
  /** Null while it goes on. */
  readonly ended_at: Date | null
}

/** A conversation, live or sealed, with some of its messages, all of one moment; undefined when there is none any more. */
export const takeSnapshot = (
  db: Db,
  question: SnapshotQuestion,
): Promise<(FoundConversation & { readonly messages: SealableMessage[] }) | undefined> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const found = await findConversation(trx, question)
      if (found === undefined) return undefined
      const table: SealableTable = found.ended_at === null ? 'message' : 'sealed_message'
      return { ...found, messages: await listSealableNear(trx, table, found.id, question) }
    })

/** Nobody takes as long as somebody: whatever is asked for, both kinds of conversations are looked through by the same indexes. */
async function findConversation(
  db: Db,
  { userId, otherId, conversationId }: SnapshotQuestion,
): Promise<FoundConversation | undefined> {
  const [other, id] = [otherId ?? null, conversationId ?? null]
  const { rows } = await sql<FoundConversation>`
    select id, other_id, created_at, ended_at from (
      select conversation_id as id, partner_id as other_id, conversation.created_at, null::timestamptz as ended_at
      from member join conversation on conversation.id = conversation_id
      where user_id = ${userId}::uuid
        and coalesce(partner_id = ${other}::uuid, conversation_id = ${id}::uuid)
      union all
      select id, case when first_user_id = ${userId}::uuid then second_user_id else first_user_id end, created_at, ended_at
      from sealed_conversation
      where keep_until > now() and ${userId}::uuid in (first_user_id, second_user_id)
        and coalesce(${other}::uuid in (first_user_id, second_user_id), id = ${id}::uuid)
    ) found
    order by (id = ${id}::uuid) desc nulls last, ended_at desc nulls first limit 1`.execute(db)
  return rows[0]
}
