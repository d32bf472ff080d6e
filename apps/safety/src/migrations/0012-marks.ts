import { type Kysely, type Migration, sql } from '@kindred/db'

/** Signs of abuse that other services have seen of a person. */
export const marks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table mark (
        user_id uuid not null,
        kind text not null,
        times integer not null,
        last_at timestamptz not null,
        primary key (user_id, kind)
      )`.execute(db)
  },
}
