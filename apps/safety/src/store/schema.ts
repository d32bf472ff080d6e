import type { Generated, Insertable, Kysely, Selectable, Transaction } from '@kindred/db'
import type { EventTables } from '@kindred/events'
import type { IdempotencyTables } from '@kindred/service'

import type { ContextKind, Outcome, Reason } from '../domain/report.js'
import type { StaffTables } from './staff-tables.js'

export type CaseKind = 'REPORTS' | 'PHOTO' | 'VERIFICATION' | 'APPEAL'
export type CaseState = 'OPEN' | 'CLAIMED' | 'CLOSED'

/** What a moderator decides on. A person has one open case of a kind about one thing; whoever changes a case counts its version up. */
interface CaseFileTable {
  id: string
  kind: CaseKind
  /** Whom it is about. */
  user_id: string
  /** The photo, verification or decision that it is about; null for reports. */
  about_id: string | null
  /** The worst comes first. */
  severity: Generated<number>
  state: Generated<CaseState>
  claimant_id: string | null
  lease_id: string | null
  /** By the clock of the database. A case whose lease is over may be claimed by anybody. */
  lease_ends_at: Date | null
  version: Generated<number>
  opened_at: Date
  closed_at: Date | null
  /** When its evidence went. */
  released_at: Date | null
}
export type CaseRow = Selectable<CaseFileTable>

interface ReportTable {
  id: string
  /** Null while it is not known whether the reporter has met the person. */
  case_id: string | null
  /** Null while only the conversation says who it is. */
  target_id: string | null
  /** Null once the reporter has left. */
  reporter_id: string | null
  /** The reporter within the case, told apart from others after leaving too. */
  reporter_ref: string
  /** Tells the person behind the reporter's accounts from others who report the same person; null while the person is not known. */
  reporter_digest: Generated<Buffer | null>
  /** How much the reporter's word counted then, in hundredths. */
  weight: number
  reason: Reason
  details: string
  context_kind: ContextKind
  photo_id: string | null
  conversation_id: string | null
  message_ids: string[]
  created_at: Date
  outcome: Outcome | null
  answered_at: Date | null
  attempts: Generated<number>
  /** When to ask again whether the reporter has met the person; null once that is known. */
  due_at: Date | null
}
export type ReportRow = Selectable<ReportTable>
export type NewReport = Insertable<ReportTable>

export type EvidenceKind = 'PROFILE' | 'PHOTOS' | 'CONVERSATION' | 'WORDS'

/** One thing that the server read, or is still to read. */
interface EvidenceTable {
  id: string
  case_id: string
  report_id: string
  kind: EvidenceKind
  /** The encoded answer of its owner; null before it is taken, and when its owner has it no longer. */
  content: Buffer | null
  taken_at: Date | null
  attempts: Generated<number>
  /** When to read it next; null once it is taken. */
  due_at: Date | null
}
export type EvidenceRow = Selectable<EvidenceTable>
export type NewEvidence = Insertable<EvidenceTable>

/** How many of a person's reports were found right, and how many wrong. */
interface ReporterRecordTable {
  user_id: string
  upheld: Generated<number>
  dismissed: Generated<number>
}
export type ReporterRecord = Selectable<ReporterRecordTable>

interface SafetyTables {
  case_file: CaseFileTable
  report: ReportTable
  evidence: EvidenceTable
  reporter_record: ReporterRecordTable
}

export type Tables = SafetyTables & StaffTables & EventTables & IdempotencyTables
export type Db = Kysely<Tables>
export type Trx = Transaction<Tables>
