import { sql } from '@kindred/db'

import { sanctionMeasures } from '../domain/measures.js'
import { isAppealed } from './appeals.js'
import type { Trx } from './schema.js'

/**
 * Up to `limit` cases that closed before a moment and are needed no more, held until the transaction ends. A case is needed while reports
 * of it are listed, while a sanction of it holds, and while an appeal refers to it: whoever appealed once does not appeal again.
 */
export async function holdOldCases(trx: Trx, closedBefore: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from case_file as file
    where state = 'CLOSED' and closed_at <= ${closedBefore} and released_at is not null
      and not exists (select from report where report.case_id = file.id)
      and not exists (
        select from decision
        where decision.case_id = file.id
          and (settled_at is null or (measure = any(${[...sanctionMeasures]}) and ended_at is null))
      )
      and not exists (select from appeal where appeal.case_id = file.id)
      and not ${isAppealed('file')}
    order by closed_at
    limit ${limit}
    for update skip locked`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Removes cases with what was decided in them and the appeals against it; answers whom they were about. */
export async function removeCases(trx: Trx, caseIds: readonly string[]): Promise<string[]> {
  const ids = [...caseIds]
  await sql`
    delete from appeal using decision
    where decision.id = appeal.decision_id and decision.case_id = any(${ids}::uuid[])`.execute(trx)
  await trx.deleteFrom('decision').where('case_id', 'in', ids).execute()
  const removed = await trx.deleteFrom('case_file').where('id', 'in', ids).returning('user_id').execute()
  return [...new Set(removed.map(({ user_id }) => user_id))].sort()
}
