import type { Migration } from 'kysely'

import { events } from './0001-events.js'

/** The tables of outbox and inbox; the service recipe merges them into each service's migrations. */
export const eventMigrations: Record<string, Migration> = { 'events-0001': events }
