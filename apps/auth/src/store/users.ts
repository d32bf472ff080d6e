import { sql } from '@kindred/db'

import { type Db, type Trx } from './schema.js'

/** A user as a sign-in finds or makes it. */
export interface SignedInUser {
  readonly id: string
  readonly language_code: string
  readonly roles: string[]
  readonly is_new: boolean
}

/** Finds the user of a Telegram account or makes one; the language is the latest. Locks the row. */
export const saveUser = (
  trx: Trx,
  user: { id: string; telegram_id: number; language_code: string; created_at: Date },
): Promise<SignedInUser> =>
  trx
    .insertInto('user_account')
    .values({ ...user, roles: [] })
    .onConflict((conflict) =>
      conflict.column('telegram_id').doUpdateSet({ language_code: user.language_code }),
    )
    // A row that this statement inserted was never locked or updated by anyone.
    .returning(['id', 'language_code', 'roles', sql<boolean>`xmax = 0`.as('is_new')])
    .executeTakeFirstOrThrow()

/** The roles of a person; none for one who left. */
export async function listRoles(trx: Trx, userId: string): Promise<string[]> {
  const row = await trx.selectFrom('user_account').select('roles').where('id', '=', userId).executeTakeFirst()
  return row?.roles ?? []
}

/** Waits for whoever signs this person in, and makes the next one wait: always taken before the person's sessions. */
export const holdUser = (trx: Trx, userId: string) =>
  trx.selectFrom('user_account').select('id').where('id', '=', userId).forUpdate().execute()

/** Sessions and tokens go with the row; who it was, if there was one. */
export const removeUser = (trx: Trx, userId: string): Promise<{ telegram_id: number } | undefined> =>
  trx.deleteFrom('user_account').where('id', '=', userId).returning('telegram_id').executeTakeFirst()

/** Users in the order of their ids, after the given one. */
export const listUsersAfter = (
  db: Db,
  id: string | undefined,
  limit: number,
): Promise<{ id: string; telegram_id: number }[]> =>
  db
    .selectFrom('user_account')
    .select(['id', 'telegram_id'])
    .$if(id !== undefined, (query) => query.where('id', '>', id!))
    .orderBy('id')
    .limit(limit)
    .execute()

/** The language that a Telegram account chose. */
export const findLanguageOfTelegram = (db: Db, telegramId: number) =>
  db
    .selectFrom('user_account')
    .select('chosen_language')
    .where('telegram_id', '=', telegramId)
    .executeTakeFirst()

/** The language that a person chose. */
export const findLanguage = (db: Db, userId: string) =>
  db.selectFrom('user_account').select('chosen_language').where('id', '=', userId).executeTakeFirst()

export const saveLanguage = (db: Db, userId: string, language: string) =>
  db.updateTable('user_account').set({ chosen_language: language }).where('id', '=', userId).execute()
