import { sql } from 'kysely'

import type { Handle } from '../schema.js'

/** Records an event as applied; false when it was already. Waits for a transaction that is applying it right now. */
export async function saveApplied(trx: Handle, eventId: string): Promise<boolean> {
  const { rows } = await sql`
    insert into inbox_event (id) values (${eventId}) on conflict do nothing returning id`.execute(trx)
  return rows.length === 1
}

/** Records events as applied; returns the ids of those that were not. Waits for transactions that are applying one of them right now. */
export async function saveAllApplied(trx: Handle, eventIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    insert into inbox_event (id) select id from unnest(${[...eventIds]}::uuid[]) as id order by id
    on conflict do nothing returning id`.execute(trx)
  return new Set(rows.map(({ id }) => id))
}

/** Forgets events applied more than 14 days ago, since no relay retries for that long; resolves with their number. */
export async function pruneInbox(db: Handle): Promise<number> {
  const { rows } = await sql`
    delete from inbox_event where ctid = any(array(
      select ctid from inbox_event where applied_at < now() - interval '14 days' limit 50000
    )) returning id`.execute(db)
  return rows.length
}
