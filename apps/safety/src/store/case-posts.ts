import { sql } from '@kindred/db'

import type { Reason } from '../domain/report.js'
import type { CaseRow, Db, Trx } from './schema.js'

/** A case of which the chat is to be told how it stands. */
export type PostRow = Pick<
  CaseRow,
  'id' | 'version' | 'kind' | 'state' | 'severity' | 'opened_at' | 'lease_ends_at'
> & {
  readonly reporters: number
  readonly reasons: Reason[]
  readonly message_id: number | null
  /** Of the chat in which that message is. */
  readonly chat_key: string | null
}

/** How long a bot may take before a post is given out again. */
const lease = sql.lit('60 seconds')
const [firstWait, longestWait] = [sql.lit('5 seconds'), sql.lit('5 minutes')]

/** Takes up to `limit` cases of which the chat does not know the present version, the worst first. Several who ask at once get different ones, and some of them fewer than there are. */
export async function claimPosts(trx: Trx, limit: number): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    with due as (
      select case_file.* from case_file
      where (
        (state <> 'CLOSED' and not exists (select from case_post where case_id = case_file.id))
        or id in (
          select case_id from case_post
          where (is_open or state <> 'CLOSED') and case_post.version < case_file.version
            and not_before <= clock_timestamp()
        )
      )
      order by severity desc, opened_at, id limit ${limit}
      for update skip locked
    ), given as (
      insert into case_post (case_id, not_before)
      select id, clock_timestamp() + interval ${lease} from due
      on conflict (case_id) do update set not_before = excluded.not_before
      -- Read anew under its lock: somebody else may have taken or sent it since this statement began.
      where case_post.not_before <= clock_timestamp()
        and case_post.version < (select version from due where due.id = excluded.case_id)
      returning case_id, message_id, chat_key
    )
    select due.id, due.version, due.kind, due.state, due.severity, due.opened_at, due.lease_ends_at, given.message_id, given.chat_key,
      (select count(distinct reporter_ref)::int from report where case_id = due.id) as reporters,
      (select coalesce(array_agg(distinct reason order by reason), '{}') from report where case_id = due.id) as reasons
    from due join given on given.case_id = due.id
    order by due.severity desc, due.opened_at, due.id`.execute(trx)
  return rows
}

/** What the chat knows of a case now. */
interface Posted {
  readonly caseId: string
  readonly version: number
  /** Undefined when there is no message. */
  readonly messageId: number | undefined
  /** Of the chat of the message; empty when nobody tells. */
  readonly chatKey: string
}

/** An older version never overwrites a newer one. False for an unknown case. */
export async function savePosted(db: Db, { caseId, version, messageId, chatKey }: Posted): Promise<boolean> {
  const { rows } = await sql`
    update case_post set
      version = greatest(case_post.version, ${version}::int),
      message_id = coalesce(${messageId ?? null}::bigint, case_post.message_id),
      chat_key = case when ${messageId ?? null}::bigint is null then case_post.chat_key else nullif(${chatKey}, '') end,
      is_open = case_file.state <> 'CLOSED' or case_file.version > ${version}::int,
      refusals = 0,
      not_before = clock_timestamp()
    from case_file where case_file.id = case_post.case_id and case_id = ${caseId}
    returning 1`.execute(db)
  return rows.length > 0
}

/** The post is given out again, in a few seconds at first and later each time. False for an unknown case. */
export async function savePostponed(db: Db, caseId: string): Promise<boolean> {
  const { rows } = await sql`
    update case_post set
      refusals = refusals + 1,
      not_before = clock_timestamp() + least(interval ${firstWait} * (2 ^ least(refusals, 10)), interval ${longestWait})
    where case_id = ${caseId}
    returning 1`.execute(db)
  return rows.length > 0
}
