import { type Kysely, type Migration, sql } from '@kindred/db'

export const filtersPauseVerification: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table profile
        add column filters jsonb,
        add column importance jsonb,
        add column widen_distance boolean,
        add column paused boolean not null default false,
        add column verified boolean not null default false`.execute(db)
    // Who listens gets every profile once more, with what it says since. A new database has no events yet.
    await sql`
      do $$ begin
        if to_regclass('outbox_replay') is not null then
          insert into outbox_replay (subscriber, type)
          select subscriber, type from outbox_subscription where type = 'kindred.profile.v1.ProfileChanged'
          on conflict do nothing;
        end if;
      end $$`.execute(db)
  },
}
