import { sql } from 'kysely'

import type { Handle } from './schema.js'

/** The NOTIFY channel of the outbox. The payload names a subscriber with new deliveries; an empty one announces a replay. */
export const outboxChannel = 'kindred_outbox'

/** Wakes the relays of all instances when the transaction commits. */
export async function wakeRelay(db: Handle, subscriber: string): Promise<void> {
  await sql`select pg_notify(${outboxChannel}, ${subscriber})`.execute(db)
}
