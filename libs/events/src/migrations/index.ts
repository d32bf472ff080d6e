import type { Migration } from 'kysely'

import { events } from './0001-events.js'
import { departures } from './0002-departures.js'
import { held } from './0003-held.js'

/** The tables of outbox, inbox and departures; the service recipe merges them into each service's migrations. */
export const eventMigrations: Record<string, Migration> = {
  'events-0001': events,
  'events-0002-departures': departures,
  'events-0003-held': held,
}
