import { sql } from '@kindred/db'

import type { Db, InvitationRow, Trx } from './schema.js'

export const findInvitation = (db: Db, userId: string): Promise<InvitationRow | undefined> =>
  db.selectFrom('invitation').selectAll().where('user_id', '=', userId).executeTakeFirst()

/** Keeps a person's invitation unless there is one; nothing for an account that is gone. */
export const saveInvitation = (db: Db, { userId, code, now }: { userId: string; code: string; now: Date }) =>
  db
    .insertInto('invitation')
    .columns(['user_id', 'code', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom('user_account')
        .select([
          'id',
          sql<string>`${code}::text`.as('code'),
          sql<Date>`${now}::timestamptz`.as('created_at'),
        ])
        .where('id', '=', userId),
    )
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute()

/** Whose invitation a code is. */
export async function findInviter(trx: Trx, code: string): Promise<string | undefined> {
  const row = await trx.selectFrom('invitation').select('user_id').where('code', '=', code).executeTakeFirst()
  return row?.user_id
}

/** One more signed up. */
export const countSignUp = (trx: Trx, code: string) =>
  trx
    .updateTable('invitation')
    .set((eb) => ({ sign_ups: eb('sign_ups', '+', 1) }))
    .where('code', '=', code)
    .execute()
