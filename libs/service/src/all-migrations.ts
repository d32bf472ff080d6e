import type { Migration } from '@kindred/db'
import { eventMigrations } from '@kindred/events'

import { idempotencyMigrations } from './idempotency/schema.js'

/** All migrations of a service's database: its own, and those of the tables that every service has. */
export const allMigrations = (own: Readonly<Record<string, Migration>>): Record<string, Migration> => ({
  ...eventMigrations,
  ...idempotencyMigrations,
  ...own,
})
