import { type Kysely, type Migration, sql } from '@kindred/db'

/** Which offers of the contact were made while one of the two was hidden, and whether a hidden person has the contact of the other. */
export const withheldOffers: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table member
        add column offer_withheld boolean not null default false,
        add column has_contact boolean not null default false`.execute(db)
    // When an offer was made that is there already is not known: those stay kept back that are kept back now.
    await sql`
      update member set offer_withheld = true from conversation
      where conversation.id = conversation_id and offers_contact and (first_user_unheard or second_user_unheard)`.execute(
      db,
    )
  },
}
