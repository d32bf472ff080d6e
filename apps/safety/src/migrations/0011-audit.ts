import { type Kysely, type Migration, sql } from '@kindred/db'

import { makeAudit } from '../audit/schema.js'

/** The audit record, unless an administrator has made it before and owns it. */
export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    const { rows } = await sql<{ there: boolean }>`
      select exists (select from pg_namespace where nspname = 'audit') as there`.execute(db)
    if (rows[0]?.there === true) return
    for (const statement of makeAudit) await sql.raw(statement).execute(db)
  },
}
