import { sql } from '@kindred/db'

import type { Db } from './schema.js'

/** New accounts, and people who used a session, of the last day and the last 30 days. */
interface Activity {
  readonly signUpsLastDay: number
  readonly signUpsLastMonth: number
  readonly activeLastDay: number
  readonly activeLastMonth: number
}

/** How much happened until now. */
export async function countActivity(db: Db, now: Date): Promise<Activity> {
  const day = sql`${now}::timestamptz - interval '1 day'`
  const month = sql`${now}::timestamptz - interval '30 days'`
  const { rows } = await sql<Activity>`
    select
      (select count(*)::int from user_account where created_at > ${day}) as "signUpsLastDay",
      (select count(*)::int from user_account where created_at > ${month}) as "signUpsLastMonth",
      (select count(distinct user_id)::int from session where last_used_at > ${day}) as "activeLastDay",
      (select count(distinct user_id)::int from session where last_used_at > ${month}) as "activeLastMonth"`.execute(
    db,
  )
  return rows[0]!
}

/** How many people used a session in the last day, week and 30 days until now. */
export async function countActive(db: Db, now: Date): Promise<Record<'day' | 'week' | 'month', number>> {
  const since = (days: number) => sql`last_used_at > ${now}::timestamptz - ${days}::int * interval '1 day'`
  const { rows } = await sql<Record<'day' | 'week' | 'month', number>>`
    select count(distinct user_id) filter (where ${since(1)})::int as day,
      count(distinct user_id) filter (where ${since(7)})::int as week, count(distinct user_id)::int as month
    from session where ${since(30)}`.execute(db)
  return rows[0]!
}

/** An account as staff's side sees it. */
interface Account {
  readonly signedUpAt: Date
  readonly sessions: number
  readonly roles: string[]
}

/** When an account was made, how many of its sessions can be used, and its roles; undefined when there is no such account. */
export async function findAccount(db: Db, userId: string, now: Date): Promise<Account | undefined> {
  const { rows } = await sql<Account>`
    select created_at as "signedUpAt", roles, (
      select count(*)::int from session
      where user_id = user_account.id and revoked_at is null and expires_at > ${now}
    ) as sessions
    from user_account where id = ${userId}`.execute(db)
  return rows[0]
}
