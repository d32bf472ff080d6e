import { createQuestion, sql } from '@kindred/db'

import {
  type ActiveSanction,
  type EndReason,
  ruleMeasures,
  sanctionMeasures,
  toldMeasures,
} from '../domain/measures.js'
import type { Db, Trx } from './schema.js'
import type { DecisionRow } from './staff-tables.js'

export const saveDecision = (trx: Trx, decision: DecisionRow) =>
  trx.insertInto('decision').values(decision).execute()

/** The decision, held until the transaction ends. */
export const findDecisionForChange = (trx: Trx, id: string): Promise<DecisionRow | undefined> =>
  trx.selectFrom('decision').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The decision of a case that was not taken back, held until the transaction ends; not the system's own. */
export const findDecisionOfCaseForChange = (trx: Trx, caseId: string): Promise<DecisionRow | undefined> =>
  trx
    .selectFrom('decision')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('moderator_id', 'is not', null)
    .where((row) => row.or([row('end_reason', 'is', null), row('end_reason', '<>', 'UNDONE')]))
    .orderBy('decided_at', 'desc')
    .forUpdate()
    .executeTakeFirst()

/** Lets a decision cease to hold. */
export const endDecision = (trx: Trx, id: string, reason: EndReason, now: Date) =>
  trx
    .updateTable('decision')
    .set({ ended_at: now, end_reason: reason })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()

/** A decision was taken back, whatever ended it before: nobody is answered by it, and it is no history. */
export const saveUndone = (trx: Trx, id: string, now: Date) =>
  trx
    .updateTable('decision')
    .set((row) => ({ ended_at: row.fn.coalesce('ended_at', row.val(now)), end_reason: 'UNDONE' }))
    .where('id', '=', id)
    .execute()

export const saveSettled = (trx: Trx, id: string, now: Date) =>
  trx.updateTable('decision').set({ settled_at: now }).where('id', '=', id).execute()

/** Whether the consequences of a decision that was made before are to be drawn. */
export const isAnyUnsettled = createQuestion<{ readonly before: Date }>(
  (param) =>
    sql`select from decision where settled_at is null and decided_at <= ${param(({ before }) => before)}`,
)

/** A decision that can be taken back no more and whose consequences are to be drawn, the oldest first; others who look at once get others. */
export const takeUnsettled = (trx: Trx, before: Date): Promise<DecisionRow | undefined> =>
  trx
    .selectFrom('decision')
    .selectAll()
    .where('settled_at', 'is', null)
    .where('decided_at', '<=', before)
    .orderBy('decided_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

/** The sanctions of these accounts that hold. */
export const listActiveSanctions = (
  db: Db,
  userIds: readonly string[],
  now: Date,
): Promise<ActiveSanction[]> =>
  db
    .selectFrom('decision')
    .select(['id', 'measure', 'rule', 'ends_at'])
    .where('user_id', 'in', [...userIds])
    .where('measure', 'in', [...sanctionMeasures])
    .where('ended_at', 'is', null)
    .where((row) => row.or([row('ends_at', 'is', null), row('ends_at', '>', now)]))
    .execute()

/** Whether it was decided that one of these accounts broke a rule, and that stands, over or not. */
export async function hasBrokenRule(db: Db, userIds: readonly string[]): Promise<boolean> {
  const row = await db
    .selectFrom('decision')
    .select('id')
    .where('user_id', 'in', [...userIds])
    .where('measure', 'in', [...ruleMeasures])
    .where((row) => row.or([row('end_reason', 'is', null), row('end_reason', 'in', ['EXPIRED', 'LIFTED'])]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Ends all sanctions of these accounts; answers their ids. */
export async function endSanctions(
  trx: Trx,
  userIds: readonly string[],
  reason: EndReason,
  now: Date,
): Promise<string[]> {
  const rows = await trx
    .updateTable('decision')
    .set({ ended_at: now, end_reason: reason })
    .where('user_id', 'in', [...userIds])
    .where('measure', 'in', [...sanctionMeasures])
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Ends what the system decided in a case by itself; false when there is nothing. */
export async function endSystemDecisions(trx: Trx, caseId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('decision')
    .set({ ended_at: now, end_reason: 'LOOKED_AT' })
    .where('case_id', '=', caseId)
    .where('moderator_id', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether a sanction's time is over. */
export const isAnyExpired = createQuestion<{ readonly now: Date }>(
  (param) => sql`select from decision where ends_at <= ${param(({ now }) => now)} and ended_at is null`,
)

/** A sanction whose time is over, with whose it is; others who look at once get others. */
export const takeExpired = (trx: Trx, now: Date): Promise<{ id: string; user_id: string } | undefined> =>
  trx
    .selectFrom('decision')
    .select(['id', 'user_id'])
    .where('ends_at', '<=', now)
    .where('ended_at', 'is', null)
    .orderBy('ends_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

/** What was decided about these accounts, the newest first; nothing that was taken back. */
export const listDecisions = (db: Db, userIds: readonly string[], limit: number): Promise<DecisionRow[]> =>
  db
    .selectFrom('decision')
    .selectAll()
    .where('user_id', 'in', [...userIds])
    .where((row) => row.or([row('end_reason', 'is', null), row('end_reason', '<>', 'UNDONE')]))
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Those of them that the person is told of; a warning only when it can no longer be taken back. */
export const listToldDecisions = (
  db: Db,
  userIds: readonly string[],
  { settledBefore, limit }: { readonly settledBefore: Date; readonly limit: number },
): Promise<DecisionRow[]> =>
  db
    .selectFrom('decision')
    .selectAll()
    .where('user_id', 'in', [...userIds])
    .where('measure', 'in', [...toldMeasures])
    .where((row) => row.or([row('measure', '<>', 'WARN'), row('decided_at', '<=', settledBefore)]))
    .where((row) => row.or([row('end_reason', 'is', null), row('end_reason', '<>', 'UNDONE')]))
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Notes that the person has read a decision; false when it is none that these accounts are told of. */
export async function saveSeen(db: Db, id: string, userIds: readonly string[], now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('decision')
    .set((row) => ({ seen_at: row.fn.coalesce('seen_at', row.val(now)) }))
    .where('id', '=', id)
    .where('user_id', 'in', [...userIds])
    .where('measure', 'in', [...toldMeasures])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What the system has decided in a case and still holds. */
export const findSystemDecision = (db: Db, caseId: string): Promise<DecisionRow | undefined> =>
  db
    .selectFrom('decision')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('moderator_id', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** When what the system decided in a case ended last. */
export async function findSystemEnd(db: Db, caseId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('decision')
    .select((row) => row.fn.max('ended_at').as('ended_at'))
    .where('case_id', '=', caseId)
    .where('moderator_id', 'is', null)
    .executeTakeFirst()
  return row?.ended_at ?? undefined
}

export const findDecision = (db: Db, id: string): Promise<DecisionRow | undefined> =>
  db.selectFrom('decision').selectAll().where('id', '=', id).executeTakeFirst()
