import { type RawBuilder, sql } from '@kindred/db'

import type { Db, Trx } from './schema.js'
import type { AppealRow } from './staff-tables.js'

/** Keeps the one appeal against a decision; false when there is one. */
export async function saveAppeal(trx: Trx, appeal: AppealRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('appeal')
    .values(appeal)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const saveAppealOutcome = (trx: Trx, decisionId: string, outcome: 'UPHELD' | 'REVERSED') =>
  trx.updateTable('appeal').set({ outcome }).where('decision_id', '=', decisionId).execute()

export const removeAppeal = (trx: Trx, decisionId: string) =>
  trx.deleteFrom('appeal').where('decision_id', '=', decisionId).execute()

export const listAppeals = (db: Db, decisionIds: readonly string[]): Promise<AppealRow[]> =>
  decisionIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('appeal')
        .selectAll()
        .where('decision_id', 'in', [...decisionIds])
        .execute()

/** Whether an appeal against what was decided in a case waits; `file` is the name of the case in the query. */
export const isAppealed = (file: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from decision join appeal on appeal.decision_id = decision.id
  where decision.case_id = ${sql.ref(`${file}.id`)} and appeal.outcome is null
)`
