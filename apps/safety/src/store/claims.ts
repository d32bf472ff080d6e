import { type RawBuilder, sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { accountsOf } from './accounts.js'
import type { CaseKind, CaseRow, Db, Trx } from './schema.js'

/** How long a claim lasts unless it is renewed. */
const lease = sql.lit('15 minutes')
const leaseEnd = sql`clock_timestamp() + interval ${lease}`

/** Nobody works on the case, or somebody who did not renew the claim. The database's clock says so, which all instances share. */
export const isFree = sql<boolean>`(state = 'OPEN' or (state = 'CLAIMED' and lease_ends_at <= clock_timestamp()))`

/** The person is not in the case and has not reported, with whichever account; of an appeal, not in what was decided either. */
export const isOutside = (userId: string): RawBuilder<boolean> => sql<boolean>`(
  case_file.user_id <> all(${accountsOf(userId)})
  and not exists (
    select from report where report.case_id = case_file.id and report.reporter_id = any(${accountsOf(userId)})
  )
  and (case_file.kind <> 'APPEAL' or not exists (
    select from decision join report on report.case_id = decision.case_id
    where decision.id = case_file.about_id and report.reporter_id = any(${accountsOf(userId)})
  ))
)`

/** The person is outside of the case, and has not decided what it asks to be looked at again. */
const isImpartial = (userId: string): RawBuilder<boolean> => sql<boolean>`(
  ${isOutside(userId)}
  and not exists (
    select from decision
    where decision.moderator_id = any(${accountsOf(userId)}) and decision.end_reason is distinct from 'UNDONE'
      and (
        (case_file.kind = 'APPEAL' and decision.id = case_file.about_id)
        or (case_file.kind = 'PHOTO' and case_file.about_id = any(decision.photo_ids))
      )
  )
)`

/** Claims the worst and oldest case that is free; undefined when there is none. Several who ask at once get different ones. */
export async function claimNext(
  trx: Trx,
  moderatorId: string,
  kind: CaseKind | undefined,
): Promise<CaseRow | undefined> {
  const ofKind = kind === undefined ? sql`true` : sql`kind = ${kind}`
  const { rows } = await sql<CaseRow>`
    update case_file
    set state = 'CLAIMED', claimant_id = ${moderatorId}, lease_id = ${newId()}, lease_ends_at = ${leaseEnd}, version = version + 1
    where id = (
      select id from case_file
      where state <> 'CLOSED' and ${isFree} and ${ofKind} and ${isImpartial(moderatorId)}
      order by severity desc, opened_at, id
      limit 1
      for update skip locked
    )
    returning *`.execute(trx)
  return rows[0]
}

/** A case, held until the transaction ends, with what the database's clock says of its claim. */
export type HeldCase = CaseRow & {
  readonly is_free: boolean
  readonly is_outside: boolean
  readonly is_impartial: boolean
}

export const findCaseForChange = async (
  trx: Trx,
  caseId: string,
  moderatorId: string,
): Promise<HeldCase | undefined> => {
  // The row is locked before its lease is read: clock_timestamp() of a statement that waited would be that of its beginning.
  await sql`select from case_file where id = ${caseId} for update`.execute(trx)
  const { rows } = await sql<HeldCase>`
    select case_file.*, ${isFree} as is_free, ${isOutside(moderatorId)} as is_outside,
      ${isImpartial(moderatorId)} as is_impartial
    from case_file where id = ${caseId}`.execute(trx)
  return rows[0]
}

/** Gives the case to a moderator. */
export async function saveClaim(trx: Trx, caseId: string, moderatorId: string): Promise<CaseRow> {
  const { rows } = await sql<CaseRow>`
    update case_file
    set state = 'CLAIMED', claimant_id = ${moderatorId}, lease_id = ${newId()}, lease_ends_at = ${leaseEnd},
      closed_at = null, version = version + 1
    where id = ${caseId}
    returning *`.execute(trx)
  return rows[0]!
}

/** Keeps a claim for the whole time again. */
export async function renewLease(trx: Trx, caseId: string): Promise<Date> {
  const { rows } = await sql<{ lease_ends_at: Date }>`
    update case_file set lease_ends_at = ${leaseEnd} where id = ${caseId} returning lease_ends_at`.execute(
    trx,
  )
  return rows[0]!.lease_ends_at
}

const noClaim = { claimant_id: null, lease_id: null, lease_ends_at: null } as const

export const saveRelease = (trx: Trx, caseId: string) =>
  trx
    .updateTable('case_file')
    .set((row) => ({ ...noClaim, state: 'OPEN', version: row.eb('version', '+', 1) }))
    .where('id', '=', caseId)
    .execute()

/** Closes a case; who closed it stays its claimant. */
export const saveClosed = (trx: Trx, caseId: string, now: Date): Promise<CaseRow> =>
  trx
    .updateTable('case_file')
    .set((row) => ({
      state: 'CLOSED',
      closed_at: now,
      lease_id: null,
      lease_ends_at: null,
      version: row.eb('version', '+', 1),
    }))
    .where('id', '=', caseId)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Closes the open cases about a person that nobody can decide any more, because what they are about went with the account. */
export const closeUndecidable = (trx: Trx, userId: string, now: Date) =>
  trx
    .updateTable('case_file')
    .set((row) => ({ ...noClaim, state: 'CLOSED', closed_at: now, version: row.eb('version', '+', 1) }))
    .where('user_id', '=', userId)
    .where('kind', 'in', ['PHOTO', 'VERIFICATION'])
    .where('state', '<>', 'CLOSED')
    .execute()

/** Whether a case is open that may end in a sanction of one of these accounts, or be about one. */
export async function hasOpenCase(db: Db, userIds: readonly string[]): Promise<boolean> {
  const row = await db
    .selectFrom('case_file')
    .select('id')
    .where('user_id', 'in', [...userIds])
    .where('kind', 'in', ['REPORTS', 'APPEAL'])
    .where('state', '<>', 'CLOSED')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Closes the open case about a photo or a video note that is gone, or about a decision that was taken back. */
export const closeCaseAbout = (trx: Trx, aboutId: string, now: Date) =>
  trx
    .updateTable('case_file')
    .set((row) => ({ ...noClaim, state: 'CLOSED', closed_at: now, version: row.eb('version', '+', 1) }))
    .where('about_id', '=', aboutId)
    .where('state', '<>', 'CLOSED')
    .execute()

export const findCase = (db: Db, caseId: string): Promise<CaseRow | undefined> =>
  db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirst()

/** The open case about reports of a person, held until the transaction ends. */
export async function findOpenReportsCase(trx: Trx, userId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('case_file')
    .select('id')
    .where('user_id', '=', userId)
    .where('kind', '=', 'REPORTS')
    .where('state', '<>', 'CLOSED')
    .forUpdate()
    .executeTakeFirst()
  return row?.id
}
