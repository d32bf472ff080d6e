import { caseAboutYourself } from '../domain/staff-errors.js'
import { weightOfReporter } from '../domain/weight.js'
import { listAccountsOf } from '../store/accounts.js'
import { appendAudit } from '../store/audit.js'
import { type ListedCase, listOpenCases } from '../store/case-list.js'
import { listDecisions } from '../store/decisions.js'
import { listMarks } from '../store/marks.js'
import { countReports, findValidReports } from '../store/outcomes.js'
import { findReporterRecord } from '../store/reporter-records.js'
import type { Db, Trx } from '../store/schema.js'
import type { DecisionRow, MarkRow, StandingRow } from '../store/staff-tables.js'
import { listStandings } from '../store/standings.js'

/** What safety knows of a person. */
export interface WholePerson {
  readonly standing: StandingRow | undefined
  readonly decisions: readonly DecisionRow[]
  readonly marks: readonly MarkRow[]
  readonly openCases: readonly ListedCase[]
  readonly reportsReceived: number
  readonly reportsMade: number
  readonly validReports: number
  /** Up to 1. */
  readonly reporterWeight: number
}

interface Look {
  readonly userId: string
  readonly actorId: string
  /** Another service knows the person. */
  readonly isKnown: boolean
}

const maxDecisions = 50
const maxCases = 20

/** Whether somebody was reported or decided about, also one who has left. */
export async function isOnFile(db: Db, userId: string): Promise<boolean> {
  const { received } = await countReports(db, userId)
  return received > 0 || (await listDecisions(db, await listAccountsOf(db, userId), 1)).length > 0
}

/** Reads what is known of a person and records the look; undefined for somebody of whom nobody knows anything. */
export async function lookAtPerson(
  trx: Trx,
  { userId, actorId, isKnown }: Look,
  now: Date,
): Promise<WholePerson | undefined> {
  const accounts = await listAccountsOf(trx, userId)
  if (accounts.includes(actorId)) throw caseAboutYourself()
  if (!isKnown && !(await isOnFile(trx, userId))) return undefined
  const decisions = await listDecisions(trx, accounts, maxDecisions)
  const { received, made } = await countReports(trx, userId)
  const all = {
    kind: undefined,
    state: undefined,
    claimantId: undefined,
    userId,
    askerId: actorId,
    limit: maxCases,
  }
  const person = {
    standing: (await listStandings(trx, [userId]))[0],
    decisions,
    marks: await listMarks(trx, userId),
    openCases: await listOpenCases(trx, all),
    reportsReceived: received,
    reportsMade: made,
    validReports: await findValidReports(trx, userId),
    reporterWeight: weightOfReporter(await findReporterRecord(trx, userId)) / 100,
  }
  const entry = {
    actorId,
    action: 'person.seen',
    subjectId: userId,
    caseId: null,
    reason: '',
    before: '',
    after: '',
  }
  await appendAudit(trx, entry, now)
  return person
}
