import { sql } from '@kindred/db'

import type { Db, Trx } from './schema.js'

/** A gateway's word. */
export interface Word {
  readonly instanceId: string
  readonly opened: readonly string[]
  readonly closed: readonly string[]
  readonly at: Date
}

/** Notes that a gateway spoke; when it did before. */
export async function saveHeard(trx: Trx, id: string, at: Date): Promise<Date | undefined> {
  const before = await trx
    .selectFrom('gateway_instance')
    .select('heard_at')
    .where('id', '=', id)
    .executeTakeFirst()
  await trx
    .insertInto('gateway_instance')
    .values({ id, heard_at: at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ heard_at: at }))
    .execute()
  return before?.heard_at
}

export async function savePresence(trx: Trx, { instanceId, opened, closed, at }: Word): Promise<void> {
  if (opened.length > 0)
    await sql`
      insert into presence (user_id, instance_id, opened_at)
      select distinct id, ${instanceId}::uuid, ${at}::timestamptz from unnest(${[...opened]}::uuid[]) as id order by id
      on conflict (user_id, instance_id) do update set
        opened_at = case when presence.closed_at is null then presence.opened_at else excluded.opened_at end,
        closed_at = null`.execute(trx)
  if (closed.length > 0)
    await sql`
      update presence set closed_at = ${at}
      where instance_id = ${instanceId} and user_id = any(${[...closed]}::uuid[]) and closed_at is null`.execute(
      trx,
    )
}

/** Closes what a gateway does not name in a complete word. */
export async function closeOthers(trx: Trx, { instanceId, opened, at }: Word): Promise<void> {
  await sql`
    update presence set closed_at = ${at}
    where instance_id = ${instanceId} and closed_at is null and not user_id = any(${[...opened]}::uuid[])`.execute(
    trx,
  )
}

/** Whether people are there, and until when they count as present; whoever is not named counts as away. */
export interface PresenceRow {
  readonly user_id: string
  /** A gateway that was heard lately says that a socket is open. */
  readonly is_open: boolean
  readonly until: Date
}

export async function listPresent(
  db: Db,
  userIds: readonly string[],
  now: Date,
  graceMs: number,
): Promise<Map<string, PresenceRow>> {
  const { rows } = await sql<PresenceRow>`
    select user_id, bool_or(closed_at is null) as is_open,
      max(coalesce(closed_at, heard_at)) + ${graceMs} * interval '1 millisecond' as until
    from presence join gateway_instance on gateway_instance.id = instance_id
    where user_id = any(${[...userIds]}::uuid[])
      and coalesce(closed_at, heard_at) > ${now}::timestamptz - ${graceMs} * interval '1 millisecond'
    group by user_id`.execute(db)
  return new Map(rows.map((row) => [row.user_id, row]))
}

/** Forgets gateways that were not heard of since a moment, and who was at them or has left since. */
export async function removeStalePresence(db: Db, before: Date): Promise<void> {
  await sql`
    delete from presence where closed_at < ${before}
      or not exists (select from gateway_instance where id = instance_id and heard_at >= ${before})`.execute(
    db,
  )
  await db.deleteFrom('gateway_instance').where('heard_at', '<', before).execute()
}
