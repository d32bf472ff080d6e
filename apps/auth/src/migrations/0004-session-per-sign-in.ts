import { type Kysely, type Migration, sql } from '@kindred/db'

/**
 * Each sign-in has a session of its own that knows its initData, an initData knows whether a session of it was signed out, and
 * a refresh token knows its parent.
 */
export const sessionPerSignIn: Migration = {
  breaks: 'sign-ins',
  async up(db: Kysely<unknown>) {
    await sql`alter table session add column init_data bytea`.execute(db)
    await sql`update session set init_data = init_data_use.digest
      from init_data_use where init_data_use.session_id = session.id`.execute(db)
    await sql`create index session_of_init_data on session (init_data, created_at) where init_data is not null`.execute(
      db,
    )
    await sql`alter table init_data_use add column ended_at timestamptz`.execute(db)
    await sql`update init_data_use set ended_at = now()
      where not exists (
        select from session where session.id = init_data_use.session_id and session.revoked_at is null
      )`.execute(db)
    await sql`alter table init_data_use drop column session_id`.execute(db)
    await sql`alter table refresh_token add column parent bytea`.execute(db)
    await sql`drop index refresh_token_sealed`.execute(db)
    await sql`update session set expires_at = least(expires_at, created_at + interval '90 days')`.execute(db)
  },
}
