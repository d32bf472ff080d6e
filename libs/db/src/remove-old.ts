import { type Kysely, sql } from 'kysely'

/** Rows that one statement removes; the next run removes the rest. */
const atOnce = 10_000

/** Removes a bounded number of the rows whose time is `before` or earlier; resolves with their number. */
export async function removeOld<Tables>(
  db: Kysely<Tables>,
  { table, column, before }: { table: keyof Tables & string; column: string; before: Date },
  most = atOnce,
): Promise<number> {
  const rows = sql`select ctid from ${sql.table(table)} where ${sql.ref(column)} <= ${before} limit ${most}`
  const { numAffectedRows } =
    await sql`delete from ${sql.table(table)} where ctid = any(array(${rows}))`.execute(db)
  return Number(numAffectedRows ?? 0)
}
