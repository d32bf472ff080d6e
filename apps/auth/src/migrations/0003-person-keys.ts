import { type Kysely, type Migration, sql } from '@kindred/db'

/** Whoever listened to an auth that told of no accounts gets all of them. A new database has no events yet. */
export const personKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      do $$ begin
        if to_regclass('outbox_replay') is not null then
          insert into outbox_replay (subscriber, type)
          select subscriber, type from outbox_subscription where type = 'kindred.auth.v1.AccountKeyed'
          on conflict do nothing;
        end if;
      end $$`.execute(db)
  },
}
