import type { Kysely } from '@kindred/db'

export type ThingContext = { readonly db: Kysely<unknown> }
