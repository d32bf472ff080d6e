import { sql } from 'kysely'

import type { Handle } from '../schema.js'

/** The event types that a service is subscribed to. */
export async function listSubscribedTypes(db: Handle, subscriber: string): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    select type from outbox_subscription where subscriber = ${subscriber} order by type`.execute(db)
  return rows.map((row) => row.type)
}

/** Subscribes a service to types; resolves with those that are new. */
export async function saveSubscriptions(
  db: Handle,
  subscriber: string,
  types: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    insert into outbox_subscription (subscriber, type)
    select distinct ${subscriber}, type from unnest(${types}::text[]) as type
    on conflict do nothing returning type`.execute(db)
  return rows.map((row) => row.type)
}
