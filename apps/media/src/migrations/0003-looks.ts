import { type Kysely, type Migration, sql } from '@kindred/db'

/**
 * Photos are shown after a look. Those from before stay as they are and are looked at as if by a new model. What removed photos looked like,
 * and photos that are evidence, have tables of their own.
 */
export const looks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table photo
        add column reason text,
        add column score real,
        add column model text,
        add column failed_looks smallint not null default 0,
        add column look_after timestamptz not null default now(),
        add column hash bit(64),
        add column detail bytea,
        add column decided_at timestamptz,
        add column rule text,
        add column appealed_at timestamptz`.execute(db)
    await sql`update photo set reason = 'NOT_LOOKED_AT' where status = 'PENDING'`.execute(db)
    await sql`create index photo_not_looked_at on photo (look_after) where reason = 'NOT_LOOKED_AT'`.execute(
      db,
    )
    await sql`create index photo_model on photo (model)`.execute(db)
    await sql`
      create table removed_photo (
        media_id uuid primary key,
        hash bit(64) not null,
        detail bytea not null,
        listed_at timestamptz not null
      )`.execute(db)
    await sql`
      create table held_photo (
        hold_id uuid not null,
        media_id uuid not null,
        owner_id uuid not null,
        storage_key text not null,
        status text not null,
        width integer not null,
        height integer not null,
        thumbhash text not null,
        created_at timestamptz not null,
        score real,
        model text,
        hash bit(64),
        detail bytea,
        primary key (hold_id, media_id)
      )`.execute(db)
    await sql`create index held_photo_key on held_photo (storage_key)`.execute(db)
    await sql`create index held_photo_media on held_photo (media_id)`.execute(db)
  },
}
