import { type Kysely, type Migration, sql } from '@kindred/db'

/**
 * Several decisions may have removed a photo, and put it on the list: each is taken back alone. Until now the last one was kept; where none
 * was, a decision of nothing but zeros stands for it.
 */
export const severalRemovals: Migration = {
  breaks: 'decisions that remove photos or bring them back',
  async up(db: Kysely<unknown>) {
    const unknown = sql.lit('00000000-0000-0000-0000-000000000000')
    await sql`
      create table photo_removal (
        media_id uuid not null references photo (id) on delete cascade,
        decision_id uuid not null,
        rule text not null,
        place bigint generated always as identity,
        primary key (media_id, decision_id)
      )`.execute(db)
    await sql`
      insert into photo_removal (media_id, decision_id, rule)
      select id, coalesce(removed_by, ${unknown}::uuid), coalesce(rule, '') from photo where reason = 'RULE'`.execute(
      db,
    )
    await sql`alter table removed_photo add column decision_id uuid not null default ${unknown}`.execute(db)
    await sql`
      update removed_photo set decision_id = photo.removed_by
      from photo where photo.id = media_id and photo.removed_by is not null`.execute(db)
    await sql`
      alter table removed_photo
        alter column decision_id drop default,
        drop constraint removed_photo_pkey,
        add primary key (media_id, decision_id)`.execute(db)
    await sql`alter table photo drop column removed_by`.execute(db)
  },
}
