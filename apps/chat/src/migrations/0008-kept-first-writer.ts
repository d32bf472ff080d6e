import { type Kysely, type Migration, sql } from '@kindred/db'

/** Who of a conversation writes first, as long as nobody has written. */
export const keptFirstWriter: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table conversation add column first_writer_id uuid`.execute(db)
    await sql`
      update conversation set first_writer_id = participant.user_id
      from participant, member
      where participant.writes_first and member.conversation_id = conversation.id and member.user_id = participant.user_id
        and not exists (select from participant as partner where partner.user_id = member.partner_id and partner.writes_first)
        and not exists (select from message where message.conversation_id = conversation.id and not withheld)`.execute(
      db,
    )
  },
}
