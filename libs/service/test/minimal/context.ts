import type { Kysely } from '@kindred/db'

export interface ThingContext {
  readonly db: Kysely<unknown>
}
