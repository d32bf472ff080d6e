import { type Kysely, type Migration, sql } from '@kindred/db'

/** By which code each person invites others, and how many signed up by it; not who. */
export const invitations: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table invitation (
        user_id uuid primary key references user_account on delete cascade,
        code text not null unique,
        sign_ups integer not null default 0,
        created_at timestamptz not null
      )`.execute(db)
  },
}
