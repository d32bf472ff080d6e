import { createHash } from 'node:crypto'

import { removeOld, sql } from '@kindred/db'

import type { Db, ReporterRecord, Trx } from './schema.js'

/** An erased account's id is found in no table unless there is a case about it. */
const digestOf = (userId: string): Buffer => createHash('sha256').update(`account ${userId}`).digest()

interface Departed {
  readonly userId: string
  readonly personKey: Buffer
  readonly record?: Pick<ReporterRecord, 'upheld' | 'dismissed'>
}

/** Keeps whose a deleted account was; the time of leaving is that of the first telling. */
export const saveDepartedKey = (trx: Trx, { userId, personKey, record }: Departed, now: Date) =>
  trx
    .insertInto('departed_key')
    .values({
      account: digestOf(userId),
      person_key: personKey,
      left_at: now,
      upheld: record?.upheld ?? 0,
      dismissed: record?.dismissed ?? 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Gives somebody who has come back with a new account what became of the reports of the former ones. */
export async function restoreReporterRecord(trx: Trx, { userId, personKey }: Departed): Promise<void> {
  await sql`
    insert into reporter_record (user_id, upheld, dismissed)
    select ${userId}, sum(upheld), sum(dismissed) from departed_key
    where person_key = ${personKey} having sum(upheld + dismissed) > 0
    on conflict (user_id) do update set
      upheld = reporter_record.upheld + excluded.upheld, dismissed = reporter_record.dismissed + excluded.dismissed`.execute(
    trx,
  )
  await trx
    .updateTable('departed_key')
    .set({ upheld: 0, dismissed: 0 })
    .where('person_key', '=', personKey)
    .execute()
}

/** Makes known again whose a deleted account was, where that is still kept. */
export async function recallAccount(trx: Trx, userId: string): Promise<void> {
  await sql`
    insert into known_account (user_id, person_key, used_at, departed_at)
    select ${userId}::uuid, person_key, left_at, left_at from departed_key where account = ${digestOf(userId)}
    on conflict (user_id) do nothing`.execute(trx)
}

export const removeOldDepartedKeys = (db: Db, before: Date): Promise<number> =>
  removeOld(db, { table: 'departed_key', column: 'left_at', before })
