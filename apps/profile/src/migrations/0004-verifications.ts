import { type Kysely, type Migration, sql } from '@kindred/db'

/**
 * Who verified a person, when and why, and what made a verification fall. It goes with the profile; a moderator's id stays as long as
 * the profile that the decision was about.
 */
export const verifications: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table verification (
        id bigint generated always as identity primary key,
        user_id uuid not null references profile on delete cascade,
        verified boolean not null,
        decided_at timestamptz not null,
        moderator_id uuid,
        reason text,
        changed text[] not null default '{}',
        constraint verification_by_somebody check ((moderator_id is null) = (cardinality(changed) > 0))
      )`.execute(db)
    await sql`create index verification_user on verification (user_id, id desc)`.execute(db)
  },
}
