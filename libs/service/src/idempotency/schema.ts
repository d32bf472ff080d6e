import { type Generated, type Kysely, type Migration, sql } from 'kysely'

/** The first answer to a request with an Idempotency-Key. */
interface IdempotencyTable {
  user_id: string
  /** The RPC's path. */
  method: string
  key: string
  request_hash: Buffer
  response: Buffer
  created_at: Generated<Date>
}

/** The table that every service has for repeated requests. */
export interface IdempotencyTables {
  idempotency: IdempotencyTable
}

/** Merged into each service's migrations by the recipe. */
export const idempotencyMigrations: Record<string, Migration> = {
  'idempotency-0001': {
    async up(db: Kysely<unknown>) {
      await sql`create table idempotency (
        user_id uuid not null,
        method text not null,
        key text not null,
        request_hash bytea not null,
        response bytea not null,
        created_at timestamptz not null default now(),
        primary key (user_id, method, key)
      )`.execute(db)
      await sql`create index idempotency_created on idempotency (created_at)`.execute(db)
    },
  },
}
