import type { Db, Tables } from './schema.js'

type Key = { readonly userId: string; readonly key: string }

export const findState = (db: Db, { userId, key }: Key) =>
  db
    .selectFrom('bot_state')
    .select(['value', 'version'])
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst()

export async function countStates(db: Db, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('bot_state')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return count
}

/** Saves a value that nobody has written yet; false when somebody has. */
export async function insertState(db: Db, row: Tables['bot_state']): Promise<boolean> {
  const saved = await db
    .insertInto('bot_state')
    .values(row)
    .onConflict((conflict) => conflict.columns(['user_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  return saved !== undefined
}

/** Saves a value in place of the one with the version before; false when it is another one. */
export async function updateState(db: Db, row: Tables['bot_state'], before: number): Promise<boolean> {
  const saved = await db
    .updateTable('bot_state')
    .set(row)
    .where('user_id', '=', row.user_id)
    .where('key', '=', row.key)
    .where('version', '=', before)
    .returning('key')
    .executeTakeFirst()
  return saved !== undefined
}

/** False when the value has another version. */
export async function removeState(db: Db, { userId, key }: Key, version: number): Promise<boolean> {
  const removed = await db
    .deleteFrom('bot_state')
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .where('version', '=', version)
    .returning('key')
    .executeTakeFirst()
  return removed !== undefined
}
