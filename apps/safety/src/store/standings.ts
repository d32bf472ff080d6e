import { sql } from '@kindred/db'

import type { Db, Trx } from './schema.js'
import type { StandingRow } from './staff-tables.js'

/** What was told last of an account; made when nothing was. */
export async function openStanding(trx: Trx, userId: string): Promise<StandingRow> {
  const { rows } = await sql<StandingRow>`
    insert into standing (user_id) values (${userId})
    on conflict (user_id) do update set user_id = excluded.user_id
    returning *`.execute(trx)
  return rows[0]!
}

export const saveStanding = (trx: Trx, { user_id, ...row }: StandingRow) =>
  trx.updateTable('standing').set(row).where('user_id', '=', user_id).execute()

export const listStandings = (db: Db, userIds: readonly string[]): Promise<StandingRow[]> =>
  userIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('standing')
        .selectAll()
        .where('user_id', 'in', [...userIds])
        .execute()

export const removeStanding = (trx: Trx, userId: string) =>
  trx.deleteFrom('standing').where('user_id', '=', userId).execute()
