import { sql } from '@kindred/db'

import { saveClosed } from './claims.js'
import type { Trx } from './schema.js'

/**
 * Moves what came in since a case was closed into it, and closes the case that was opened for it: there is one open case about a person,
 * and the other one is about to be that again. What owners hold for the newer case goes with that one's time.
 */
export async function absorbNewerCase(trx: Trx, caseId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select newer.id from case_file as newer join case_file as old on
      old.id = ${caseId} and newer.kind = old.kind and newer.user_id = old.user_id
      and coalesce(newer.about_id, newer.user_id) = coalesce(old.about_id, old.user_id)
    where newer.state <> 'CLOSED' and newer.id <> old.id
    for update of newer`.execute(trx)
  for (const { id } of rows) {
    await sql`update report set case_id = ${caseId} where case_id = ${id}`.execute(trx)
    await sql`update evidence set case_id = ${caseId} where case_id = ${id}`.execute(trx)
    await sql`update decision set case_id = ${caseId} where case_id = ${id}`.execute(trx)
    await saveClosed(trx, id, now)
  }
}
