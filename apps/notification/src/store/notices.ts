import { sql, traceparentOf } from '@kindred/db'

import type { About } from '../domain/notice.js'
import type { Db, NoticeRow, Trx } from './schema.js'

/** News of a topic that a person is to be told. */
export interface News extends Pick<NoticeRow, 'id' | 'user_id' | 'topic' | 'kind' | 'urgency' | 'due_at'> {
  readonly about: About
}

/**
 * Adds news to people's notices, or begins them. A notice that waits already keeps its time and the more urgent of both kinds; what is held
 * stays held. Whoever tells of it goes on with the trace of what brought it.
 */
export async function addNews(trx: Trx, news: readonly News[], now: Date): Promise<void> {
  if (news.length === 0) return
  const trace = traceparentOf(trx)
  const traced = trace === '' ? news : news.map((one) => ({ ...one, about: { ...one.about, trace } }))
  await sql`
    insert into notice (id, user_id, topic, kind, urgency, about, due_at, created_at)
    select id, user_id, topic, kind, urgency, about, due_at, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(traced)}::jsonb)
      as news (id uuid, user_id uuid, topic text, kind text, urgency smallint, about jsonb, due_at timestamptz)
    on conflict (user_id, topic) do update set
      kind = case when notice.due_at is not null and notice.urgency < excluded.urgency then notice.kind else excluded.kind end,
      urgency = case when notice.due_at is not null then least(notice.urgency, excluded.urgency) else excluded.urgency end,
      about = excluded.about,
      version = notice.version + 1,
      due_at = case when notice.held then notice.due_at else least(notice.due_at, excluded.due_at) end,
      created_at = excluded.created_at`.execute(trx)
}

/** The notices of people that are due. */
export const listDueNotices = (db: Db, userIds: readonly string[], now: Date): Promise<NoticeRow[]> =>
  db
    .selectFrom('notice')
    .selectAll()
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .where('due_at', '<=', now)
    .orderBy('urgency')
    .orderBy('due_at')
    .execute()

export const listNotices = (db: Db, ids: readonly string[]): Promise<NoticeRow[]> =>
  db
    .selectFrom('notice')
    .selectAll()
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()

/** A notice that is to be told later; `held` when it is to come with others as one. */
export interface Postponed {
  readonly id: string
  readonly dueAt: Date
  readonly held: boolean
}

export async function savePostponed(trx: Trx, postponed: readonly Postponed[]): Promise<void> {
  if (postponed.length === 0) return
  await sql`
    update notice set due_at = later."dueAt", held = notice.held or later.held
    from jsonb_to_recordset(${JSON.stringify(postponed)}::jsonb) as later (id uuid, "dueAt" timestamptz, held boolean)
    where notice.id = later.id`.execute(trx)
}

/** A notice that is told in a message that can be edited. */
export interface Shown {
  readonly id: string
  readonly messageId: number
  readonly fromSeq: number | null
  readonly at: Date
  /** Null when all of it was told. */
  readonly dueAt: Date | null
}

export async function saveShown(trx: Trx, shown: readonly Shown[]): Promise<void> {
  if (shown.length === 0) return
  await sql`
    update notice set shown_message_id = "messageId", shown_from_seq = "fromSeq", shown_at = at, due_at = "dueAt", held = false
    from jsonb_to_recordset(${JSON.stringify(shown)}::jsonb)
      as shown (id uuid, "messageId" bigint, "fromSeq" bigint, at timestamptz, "dueAt" timestamptz)
    where notice.id = shown.id`.execute(trx)
}

/** What was told of a bundle can be edited no more: the next comes in a new message. */
export async function saveSeen(trx: Trx, topics: readonly TopicOf[]): Promise<void> {
  if (topics.length === 0) return
  await sql`
    update notice set shown_message_id = null, shown_from_seq = null, shown_at = null
    from jsonb_to_recordset(${JSON.stringify(topics)}::jsonb) as seen ("userId" uuid, topic text)
    where notice.user_id = seen."userId" and notice.topic = seen.topic and shown_message_id is not null`.execute(
    trx,
  )
}

/** A notice by whose it is and what it is about. */
export interface TopicOf {
  readonly userId: string
  readonly topic: string
}

/** Removes what people are to be told of these; returns how many there were. */
export async function removeTopics(trx: Trx, topics: readonly TopicOf[]): Promise<number> {
  if (topics.length === 0) return 0
  const { rows } = await sql`
    delete from notice using jsonb_to_recordset(${JSON.stringify(topics)}::jsonb) as over ("userId" uuid, topic text)
    where notice.user_id = over."userId" and notice.topic = over.topic
    returning notice.id`.execute(trx)
  return rows.length
}

export async function removeNotices(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .deleteFrom('notice')
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}

export async function removeNoticesOf(trx: Trx, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return
  await trx
    .deleteFrom('notice')
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .execute()
}

/** Removes what others are to be told of conversations with a person. */
export async function removeNoticesAbout(trx: Trx, personId: string): Promise<void> {
  await sql`
    delete from notice using thread
    where thread.partner_id = ${personId} and notice.user_id = thread.user_id
      and notice.about ->> 'conversationId' = thread.conversation_id::text`.execute(trx)
}

/** Whether anything waits for the end of a person's quiet hours, or for a digest. */
export async function hasHeld(db: Db, userId: string): Promise<boolean> {
  const found = await db
    .selectFrom('notice')
    .select('id')
    .where('user_id', '=', userId)
    .where('held', '=', true)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** How many notices wait since a moment or longer. */
export async function countOverdue(db: Db, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('notice')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('created_at', '<=', since)
    .where('due_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

/** What is held for people is due now. */
export async function releaseHeld(trx: Trx, userIds: readonly string[], now: Date): Promise<void> {
  if (userIds.length === 0) return
  await trx
    .updateTable('notice')
    .set({ due_at: now })
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .where('held', '=', true)
    .where('due_at', '>', now)
    .execute()
}

/** Notices were told, and something came meanwhile that is due now. */
export async function saveReopened(trx: Trx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('notice')
    .set({ due_at: now, held: false })
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}
