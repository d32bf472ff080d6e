import { createStatement, sql } from '@kindred/db'

import type { ThreadState } from '../domain/thread.js'
import type { Db, Trx } from './schema.js'
import type { ThreadKey } from './threads.js'

/** One person's side of a conversation, and what else decides whether more of it changes what the person is told. */
export interface SideRow extends ThreadState {
  readonly user_id: string
  readonly conversation_id: string
  /** A gateway that was heard lately says that a socket is open. */
  readonly is_open: boolean
  /** Something is to be told or was told to the person, or a bot is about to tell it. */
  readonly is_told: boolean
}

interface Asked {
  readonly keys: readonly ThreadKey[]
  /** Gateways that were not heard of since say nothing. */
  readonly heardSince: Date
}

const list = createStatement<Asked, SideRow>(
  (param) => sql`
    select thread.user_id, thread.conversation_id, partner_id, read_seq, unread, ended, position, last_at, last_is_own,
      exists (
        select from presence join gateway_instance on gateway_instance.id = instance_id
        where presence.user_id = thread.user_id and closed_at is null and heard_at > ${param((given) => given.heardSince)}::timestamptz
      ) as is_open,
      unanswered > 0 or exists (select from notice where notice.user_id = thread.user_id)
        or exists (select from delivery where delivery.user_id = thread.user_id and finished_at is null) as is_told
    from unnest(
      ${param(({ keys }) => keys.map(({ userId }) => userId))}::uuid[],
      ${param(({ keys }) => keys.map(({ conversationId }) => conversationId))}::uuid[]
    ) as asked (user_id, conversation_id)
    join thread using (user_id, conversation_id)
    join recipient using (user_id)`,
)

/** The sides that are known. The caller holds the lock of the people. */
export const listSides = (db: Db, keys: readonly ThreadKey[], heardSince: Date): Promise<SideRow[]> =>
  keys.length === 0 ? Promise.resolve([]) : list(db, { keys, heardSince })

type Moved = Pick<SideRow, 'user_id' | 'conversation_id' | 'read_seq' | 'unread' | 'last_at' | 'last_is_own'>

const save = createStatement<readonly Moved[], never>(
  (param) => sql`
    update thread set
      read_seq = moved.read_seq, unread = moved.unread::bigint[], last_at = moved.last_at, last_is_own = moved.last_is_own
    from unnest(
      ${param((rows) => rows.map((row) => row.user_id))}::uuid[],
      ${param((rows) => rows.map((row) => row.conversation_id))}::uuid[],
      ${param((rows) => rows.map((row) => row.read_seq))}::bigint[],
      ${param((rows) => rows.map((row) => `{${row.unread.join(',')}}`))}::text[],
      ${param((rows) => rows.map((row) => row.last_at))}::timestamptz[],
      ${param((rows) => rows.map((row) => row.last_is_own))}::boolean[]
    ) as moved (user_id, conversation_id, read_seq, unread, last_at, last_is_own)
    where thread.user_id = moved.user_id and thread.conversation_id = moved.conversation_id`,
)

/** Saves what messages and read marks change, and nothing that others may change meanwhile. */
export async function saveSides(trx: Trx, rows: readonly Moved[]): Promise<void> {
  if (rows.length > 0) await save(trx, rows)
}
