import { type Kysely, type Migration, sql } from '@kindred/db'

/**
 * Messages are written only under the lock of their conversation, so that asking for each of them whether it is there took more than half of
 * what storing a message costs. They still go with their conversation.
 */
export const uncheckedConversation: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create function remove_messages() returns trigger language plpgsql as $$
      begin
        delete from message where conversation_id = old.id;
        return null;
      end
      $$`.execute(db)
    await sql`
      create trigger conversation_messages after delete on conversation
      for each row execute function remove_messages()`.execute(db)
    await sql`alter table message drop constraint message_conversation_id_fkey`.execute(db)
  },
}
