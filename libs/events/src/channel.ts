import { hint } from '@kindred/db'

import type { Handle } from './schema.js'

/** The channel of the outbox's hints. The payload names a subscriber with new deliveries; an empty one announces a replay. */
export const outboxChannel = 'kindred_outbox'

/** Wakes the relays of all instances when the transaction commits. */
export const wakeRelay = (db: Handle, subscriber: string): Promise<void> =>
  hint(db, outboxChannel, [subscriber])
