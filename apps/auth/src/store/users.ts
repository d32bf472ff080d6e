import { sql } from '@kindred/db'

import type { Login } from '../domain/login.js'
import type { Db, Trx } from './schema.js'

/** A user as a sign-in finds or makes it. */
export interface SignedInUser {
  readonly id: string
  readonly language_code: string
  readonly roles: string[]
  readonly is_new: boolean
}

/** What a sign-in knows of a user. */
export interface NewUser {
  readonly id: string
  readonly login: Login
  readonly languageCode: string
  /** Undefined when the login did not say. */
  readonly username: string | undefined
  readonly createdAt: Date
}

/** Finds the user of a login or makes one; the language and the username are the latest. Locks the row. */
export const saveUser = (
  trx: Trx,
  { id, login, languageCode, username, createdAt }: NewUser,
): Promise<SignedInUser> =>
  trx
    .insertInto('user_account')
    .values({
      id,
      login_kind: login.kind,
      login_subject: login.subject,
      language_code: languageCode,
      ...(username !== undefined && { username }),
      roles: [],
      created_at: createdAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['login_kind', 'login_subject'])
        .doUpdateSet({ language_code: languageCode, ...(username !== undefined && { username }) }),
    )
    // A row that this statement inserted was never locked or updated by anyone.
    .returning(['id', 'language_code', 'roles', sql<boolean>`xmax = 0`.as('is_new')])
    .executeTakeFirstOrThrow()

/** The roles of a person; none for one who left. */
export async function listRoles(trx: Trx, userId: string): Promise<string[]> {
  const row = await trx.selectFrom('user_account').select('roles').where('id', '=', userId).executeTakeFirst()
  return row?.roles ?? []
}

/** A person as a sign-in answers. */
export const findUser = (trx: Trx, userId: string): Promise<Omit<SignedInUser, 'is_new'> | undefined> =>
  trx
    .selectFrom('user_account')
    .select(['id', 'language_code', 'roles'])
    .where('id', '=', userId)
    .executeTakeFirst()

/** Waits for whoever signs this person in, and makes the next one wait: always taken before the person's sessions. */
export const holdUser = (trx: Trx, userId: string) =>
  trx.selectFrom('user_account').select('id').where('id', '=', userId).forUpdate().execute()

export async function userExists(db: Db, userId: string): Promise<boolean> {
  const row = await db.selectFrom('user_account').select('id').where('id', '=', userId).executeTakeFirst()
  return row !== undefined
}

/** Removes a user, with whom sessions and tokens go; answers the login, undefined when there was no such user. */
export async function removeUser(trx: Trx, userId: string): Promise<Login | undefined> {
  const row = await trx
    .deleteFrom('user_account')
    .where('id', '=', userId)
    .returning(['login_kind', 'login_subject'])
    .executeTakeFirst()
  return row === undefined ? undefined : toLogin(row)
}

/** The login of an account; undefined for an unknown or deleted account. */
export async function findLogin(db: Db, userId: string): Promise<Login | undefined> {
  const row = await db
    .selectFrom('user_account')
    .select(['login_kind', 'login_subject'])
    .where('id', '=', userId)
    .executeTakeFirst()
  return row && toLogin(row)
}

/** Users in the order of their ids, after the given one. */
export async function listUsersAfter(
  db: Db,
  id: string | undefined,
  limit: number,
): Promise<{ id: string; login: Login }[]> {
  const rows = await db
    .selectFrom('user_account')
    .select(['id', 'login_kind', 'login_subject'])
    .$if(id !== undefined, (query) => query.where('id', '>', id!))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ id: row.id, login: toLogin(row) }))
}

const toLogin = (row: { login_kind: string; login_subject: string }): Login => ({
  kind: row.login_kind,
  subject: row.login_subject,
})

/** The language that the user of a login chose. */
export const findLanguageOfLogin = (db: Db, { kind, subject }: Login) =>
  db
    .selectFrom('user_account')
    .select('chosen_language')
    .where('login_kind', '=', kind)
    .where('login_subject', '=', subject)
    .executeTakeFirst()

/** The language that a person chose. */
export const findLanguage = (db: Db, userId: string) =>
  db.selectFrom('user_account').select('chosen_language').where('id', '=', userId).executeTakeFirst()

export const saveLanguage = (db: Db, userId: string, language: string) =>
  db.updateTable('user_account').set({ chosen_language: language }).where('id', '=', userId).execute()

/** A person's Telegram account. */
interface TelegramPerson {
  readonly userId: string
  readonly telegramId: number
  readonly language: string
  readonly username: string
}

/** The Telegram accounts of people, with the language that each chose or that Telegram reported last, and the username. */
export async function listTelegramPeople(db: Db, userIds: readonly string[]): Promise<TelegramPerson[]> {
  const rows = await db
    .selectFrom('user_account')
    .select(['id', 'login_subject', 'language_code', 'chosen_language', 'username'])
    .where('id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .where('login_kind', '=', 'telegram')
    .execute()
  return rows.map((row) => ({
    userId: row.id,
    telegramId: Number(row.login_subject),
    language: row.chosen_language ?? row.language_code,
    username: row.username,
  }))
}
