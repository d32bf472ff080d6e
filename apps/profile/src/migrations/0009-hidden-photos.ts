import { type Kysely, type Migration, sql } from '@kindred/db'

/**
 * What a photo that is hidden and comes back is put back by: the order that its owner chose, and the photos that were compared with the
 * person for the badge.
 */
export const hiddenPhotos: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table profile
        add column photo_order text[],
        add column compared_photos text[]`.execute(db)
    await sql`
      update profile set compared_photos = array(
        select photo ->> 'media_id' from jsonb_array_elements(photos) with ordinality as list (photo, place) order by place
      )
      where verified`.execute(db)
  },
}
