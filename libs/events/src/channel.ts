import { sql } from 'kysely'

import type { Handle } from './schema.js'

/** The NOTIFY channel of the outbox. The payload is the subscriber who has something to get; empty: a replay waits. */
export const outboxChannel = 'kindred_outbox'

/** Wakes the relays of all instances when the transaction commits. */
export async function wakeRelay(db: Handle, subscriber: string): Promise<void> {
  await sql`select pg_notify(${outboxChannel}, ${subscriber})`.execute(db)
}
