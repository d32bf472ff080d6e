import { type Kysely, type Migration, sql } from '@kindred/db'

/** Photos are listed in the order in which they came; until now their ids said so, which hold the time of a clock. */
export const photoOrder: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table photo add column place bigint`.execute(db)
    await sql`
      update photo set place = ranked.place
      from (select id, row_number() over (order by id) as place from photo) ranked
      where photo.id = ranked.id`.execute(db)
    await sql`alter table photo alter column place set not null`.execute(db)
    await sql`alter table photo alter column place add generated always as identity`.execute(db)
    await sql`
      select setval(pg_get_serial_sequence('photo', 'place'), (select coalesce(max(place), 0) + 1 from photo), false)`.execute(
      db,
    )
    await sql`drop index photo_owner`.execute(db)
    await sql`create index photo_owner on photo (owner_id, place desc)`.execute(db)
  },
}
