import { type Kysely, type RawBuilder, sql } from 'kysely'

import type { Tables } from './schema.js'

/** What stands for a person's key until auth has told it. */
const standIn = (userId: RawBuilder<unknown>): RawBuilder<Buffer> =>
  sql<Buffer>`sha256(${userId}::text::bytea)`

/** The key of the person with a slot. */
export const keyOfSlot = (slot: number): RawBuilder<Buffer> => sql<Buffer>`(
  select coalesce(account.key, ${standIn(sql`person.user_id`)}) from person left join account using (user_id) where slot = ${slot}
)`

/** Whether auth has told which person an account belongs to, or the account is older than person keys. */
export async function hasAccount(db: Kysely<Tables>, userId: string): Promise<boolean> {
  const found = await db
    .selectFrom('account')
    .select('user_id')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return found !== undefined
}

export async function getKey(db: Kysely<Tables>, userId: string): Promise<Buffer> {
  const { key } = await db
    .selectFrom('account')
    .select('key')
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return key
}

export async function saveAccount(db: Kysely<Tables>, userId: string, key: Buffer): Promise<void> {
  await db
    .insertInto('account')
    .values({ user_id: userId, key })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ key }))
    .execute()
}

export async function removeAccount(db: Kysely<Tables>, userId: string): Promise<void> {
  await db.deleteFrom('account').where('user_id', '=', userId).execute()
}

/** The accounts of a person, oldest first: their ids are in the order in which auth made them. */
export async function listAccounts(db: Kysely<Tables>, key: Buffer): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('user_id')
    .where('key', '=', key)
    .orderBy('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}

/** Moves what was kept under an account's stand-in to the person's key, and removes blocks that are kept under both. */
export async function replaceStandIn(db: Kysely<Tables>, userId: string, key: Buffer): Promise<void> {
  const old = standIn(sql`${userId}`)
  await sql`update superlike set key = ${key} where key = ${old}`.execute(db)
  for (const [side, other] of [
    ['blocker', 'blocked'],
    ['blocked', 'blocker'],
  ] as const) {
    const [mine, theirs] = [sql.ref(side), sql.ref(other)]
    const kept = sql`select ${theirs} from kept_block where ${mine} = ${key}`
    await sql`delete from kept_block where ${mine} = ${old} and ${theirs} in (${kept})`.execute(db)
    await sql`update kept_block set ${mine} = ${key} where ${mine} = ${old}`.execute(db)
  }
}
