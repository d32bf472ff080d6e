import { sql } from '@kindred/db'

import { type AuditEntry, type AuditRecord, firstHash, hashRecord } from '../domain/audit-chain.js'
import type { Db, Trx } from './schema.js'
import type { AuditRow } from './staff-tables.js'

/**
 * Adds a record to the chain. Writers follow one another until the end of their transactions, so this is the last thing that a
 * transaction does.
 */
export async function appendAudit(trx: Trx, entry: AuditEntry, at: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('kindred audit record'))`.execute(trx)
  const last = await findLast(trx)
  const record = { ...entry, at, number: (last?.number ?? 0) + 1 }
  const hash = hashRecord(last?.hash ?? firstHash, record)
  await trx
    .insertInto('audit.record')
    .values(toRow({ ...record, hash }))
    .execute()
}

/** The newest record. */
export async function findLast(db: Db): Promise<AuditRecord | undefined> {
  const row = await db
    .selectFrom('audit.record')
    .selectAll()
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toRecord(row)
}

/** What somebody does about a person in a case. */
type Act = Pick<AuditEntry, 'actorId' | 'action' | 'subjectId' | 'caseId'>

/** When it was done first and last; null while it was not. */
export const findTimesOf = (db: Db, { actorId, action, subjectId, caseId }: Act) =>
  db
    .selectFrom('audit.record')
    .select(({ fn }) => [fn.min<Date | null>('at').as('first'), fn.max<Date | null>('at').as('last')])
    .where('subject_id', '=', subjectId)
    .where('actor_id', '=', actorId)
    .where('action', '=', action)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()

/** Which records. */
interface AuditQuery {
  readonly actorId: string | undefined
  readonly subjectId: string | undefined
  /** Those with a smaller number. */
  readonly before: number | undefined
  readonly limit: number
}

/** The newest first. */
export async function listAudit(
  db: Db,
  { actorId, subjectId, before, limit }: AuditQuery,
): Promise<AuditRecord[]> {
  const rows = await db
    .selectFrom('audit.record')
    .selectAll()
    .$if(actorId !== undefined, (query) => query.where('actor_id', '=', actorId!))
    .$if(subjectId !== undefined, (query) => query.where('subject_id', '=', subjectId!))
    .$if(before !== undefined, (query) => query.where('number', '<', String(before)))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toRecord)
}

const pageOfChain = 2_000

/** All records in their order, a page at a time. */
export async function* readChain(db: Db): AsyncIterable<AuditRecord> {
  let after = '0'
  for (;;) {
    const rows = await db
      .selectFrom('audit.record')
      .selectAll()
      .where('number', '>', after)
      .orderBy('number')
      .limit(pageOfChain)
      .execute()
    for (const row of rows) yield toRecord(row)
    if (rows.length < pageOfChain) return
    after = rows.at(-1)!.number
  }
}

/** As the table keeps it. */
export const toRow = (record: AuditRecord): AuditRow => ({
  number: String(record.number),
  at: record.at,
  actor_id: record.actorId,
  action: record.action,
  subject_id: record.subjectId,
  case_id: record.caseId,
  reason: record.reason,
  before: record.before,
  after: record.after,
  hash: record.hash,
})

const toRecord = (row: AuditRow): AuditRecord => ({
  number: Number(row.number),
  at: row.at,
  actorId: row.actor_id,
  action: row.action,
  subjectId: row.subject_id,
  caseId: row.case_id,
  reason: row.reason,
  before: row.before,
  after: row.after,
  hash: row.hash,
})
