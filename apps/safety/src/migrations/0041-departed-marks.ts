import { type Kysely, type Migration, sql } from '@kindred/db'

/** Signs of abuse of people who have left, by their keys: for the next account of the person. */
export const departedMarks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table departed_mark (
        person_key bytea not null,
        kind text not null,
        times integer not null,
        last_at timestamptz not null,
        primary key (person_key, kind)
      )`.execute(db)
  },
}
