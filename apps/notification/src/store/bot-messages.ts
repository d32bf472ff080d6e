import type { BotMessageRow, Db } from './schema.js'

export const findBotMessage = (
  db: Db,
  userId: string,
  telegramMessageId: number,
): Promise<BotMessageRow | undefined> =>
  db
    .selectFrom('bot_message')
    .selectAll()
    .where('user_id', '=', userId)
    .where('telegram_message_id', '=', telegramMessageId)
    .executeTakeFirst()

/** The newest message of a conversation that the bot has shown to a person; 0 when none. */
export async function findShownUpTo(db: Db, userId: string, conversationId: string): Promise<number> {
  const row = await db
    .selectFrom('bot_message')
    .select((query) => query.fn.max('up_to_seq').as('seq'))
    .where('user_id', '=', userId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row?.seq ?? 0
}

export async function saveBotMessages(db: Db, rows: readonly BotMessageRow[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('bot_message')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'telegram_message_id']).doUpdateSet(({ ref }) => ({
        kind: ref('excluded.kind'),
        conversation_id: ref('excluded.conversation_id'),
        target_user_id: ref('excluded.target_user_id'),
        up_to_seq: ref('excluded.up_to_seq'),
        sent_at: ref('excluded.sent_at'),
      })),
    )
    .execute()
}
