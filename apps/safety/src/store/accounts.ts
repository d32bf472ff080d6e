import { type RawBuilder, sql } from '@kindred/db'

import type { Db, Trx } from './schema.js'
import type { KnownAccountRow } from './staff-tables.js'

/** The accounts of the person behind an account, itself among them: an array that a statement works out once. */
export const accountsOf = (userId: string): RawBuilder<string[]> => sql<string[]>`array(
  select ${userId}::uuid
  union
  select account.user_id from known_account own join known_account account using (person_key)
  where own.user_id = ${userId}
)`

/** The same, in one order. */
export async function listAccountsOf(db: Db, userId: string): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`
    select user_id from unnest(${accountsOf(userId)}) user_id order by user_id`.execute(db)
  return rows.map((row) => row.user_id)
}

export const findPersonKey = async (db: Db, userId: string): Promise<Buffer | undefined> => {
  const row = await db
    .selectFrom('known_account')
    .select('person_key')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.person_key
}

export const saveAccount = (trx: Trx, account: KnownAccountRow) =>
  trx
    .insertInto('known_account')
    .values(account)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({ person_key: account.person_key, used_at: account.used_at }),
    )
    .execute()

/**
 * Holds a person until the transaction ends: who changes sanctions and who adds an account follow one another, whichever account they
 * come by.
 */
export async function holdPerson(trx: Trx, userId: string, key?: Buffer): Promise<void> {
  const hold = (name: string) =>
    sql`select pg_advisory_xact_lock(hashtextextended(${`person ${name}`}, 0))`.execute(trx)
  await hold(userId)
  const personKey = key ?? (await findPersonKey(trx, userId))
  if (personKey !== undefined) await hold(personKey.toString('hex'))
}

/** Somebody with this key was here. */
export const savePersonUse = (trx: Trx, personKey: Buffer, now: Date) =>
  trx.updateTable('known_account').set({ used_at: now }).where('person_key', '=', personKey).execute()

export const saveAccountLeft = (trx: Trx, userId: string, now: Date) =>
  trx.updateTable('known_account').set({ departed_at: now }).where('user_id', '=', userId).execute()

export const removeAccount = (trx: Trx, userId: string) =>
  trx.deleteFrom('known_account').where('user_id', '=', userId).execute()

/** An account of a person that is there, beside another one. */
export async function findAccountHere(
  db: Db,
  personKey: Buffer,
  besides: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('known_account')
    .select('user_id')
    .where('person_key', '=', personKey)
    .where('user_id', '<>', besides)
    .where('departed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row?.user_id
}

/** Those of these accounts that are gone. */
export async function listGone(db: Db, userIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('known_account')
    .select('user_id')
    .where('user_id', 'in', [...userIds])
    .where('departed_at', 'is not', null)
    .execute()
  return rows.map((row) => row.user_id)
}

/** False for an account that is there, or unknown. */
export async function removeAccountIfGone(trx: Trx, userId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('known_account')
    .where('user_id', '=', userId)
    .where('departed_at', 'is not', null)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** An account, or that one, that is gone and whose person nobody has met since a moment and has no account here. */
export async function findUnusedAccount(
  trx: Trx,
  usedBefore: Date,
  userId?: string,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('known_account as gone')
    .select('user_id')
    .where('departed_at', 'is not', null)
    .where('used_at', '<=', usedBefore)
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId!))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('known_account as here')
            .whereRef('here.person_key', '=', 'gone.person_key')
            .where('here.departed_at', 'is', null),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return row?.user_id
}
