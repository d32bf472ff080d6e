import type { Generated, Selectable } from '@kindred/db'

import type { MarkName } from '../domain/marks.js'
import type { EndReason, MeasureName, RuleName, StandingName } from '../domain/measures.js'
import type { GestureName } from '../domain/verification.js'

/** What a moderator, or the system, has decided about a person. */
interface DecisionTable {
  id: string
  /** Null for what was decided without a case. */
  case_id: string | null
  user_id: string
  measure: MeasureName
  rule: RuleName | null
  note: string
  photo_ids: string[]
  /** The photos belong on the list of removed ones. */
  list_hash: boolean
  /** Null for the system. */
  moderator_id: string | null
  decided_at: Date
  /** When a sanction ends by itself. */
  ends_at: Date | null
  /** When it ceased to hold. */
  ended_at: Date | null
  end_reason: EndReason | null
  /** When it could no longer be taken back, and all that follows from it was done. */
  settled_at: Date | null
  /** When the person acknowledged it. */
  seen_at: Date | null
}
export type DecisionRow = Selectable<DecisionTable>

/** The one appeal that there may be against a decision. */
interface AppealTable {
  decision_id: string
  case_id: string
  words: string
  made_at: Date
  outcome: 'UPHELD' | 'REVERSED' | null
}
export type AppealRow = Selectable<AppealTable>

/** Which accounts are of one person: what auth tells, kept after a deletion while a sanction holds the person back. */
interface KnownAccountTable {
  user_id: string
  person_key: Buffer
  /** When an account of this person last began or ended, or the person was last refused. */
  used_at: Date
  departed_at: Date | null
}
export type KnownAccountRow = Selectable<KnownAccountTable>

/** Whose an account was that was deleted lately: the person can still be reported. */
interface DepartedKeyTable {
  /** A digest of the account's id. */
  account: Buffer
  person_key: Buffer
  left_at: Date
  /** How many of the account's reports were found right, and how many wrong, for the next account of the person. */
  upheld: Generated<number>
  dismissed: Generated<number>
}

/** What the other services were told last of an account. */
interface StandingTable {
  user_id: string
  version: Generated<string>
  standing: Generated<StandingName>
  ends_at: Date | null
  decision_id: string | null
  rule: RuleName | null
  person_key: Buffer | null
}
export type StandingRow = Selectable<StandingTable>

/** What the other services were told last of how much a person is trusted. */
interface TrustTable {
  user_id: string
  version: Generated<string>
  valid_reports: Generated<number>
}

/** Signs of abuse that other services have seen of a person. */
interface MarkTable {
  user_id: string
  kind: MarkName
  /** How often it was raised. */
  times: number
  last_at: Date
}
export type MarkRow = Omit<Selectable<MarkTable>, 'user_id'>

/** Those of a person's former accounts, for the next one. */
type DepartedMarkTable = Omit<MarkTable, 'user_id'> & { person_key: Buffer }

/** Why a photo waits for a look. */
interface PhotoFindingTable {
  media_id: string
  owner_id: string
  /** As media calls it. */
  reason: string
  /** How explicit it seemed, 0 to 1; null when nothing could look at it. */
  score: number | null
  model: string
  looks_removed: boolean
  held_at: Date
}
export type PhotoFindingRow = Selectable<PhotoFindingTable>

/** A gesture that was asked for, and the video note that shows it. */
interface VerificationTable {
  id: string
  user_id: string
  gesture: GestureName
  started_at: Date
  expires_at: Date
  submitted_at: Generated<Date | null>
  /** Null before it comes and once it is decided. */
  video: Generated<Buffer | null>
  outcome: Generated<'VERIFY' | 'TRY_AGAIN' | null>
}

/** What the operators' chat was told of a case. */
interface CasePostTable {
  case_id: string
  /** Of the case as it was told last. */
  version: Generated<number>
  message_id: number | null
  /** Of the chat of the message, as the bot names it. */
  chat_key: string | null
  /** The chat was not told yet that the case is closed. */
  is_open: Generated<boolean>
  /** When it may be given out again. */
  not_before: Date
  /** How often in a row the chat did not take it. */
  refusals: Generated<number>
}

/** What was done, each record bound to the one before by its hash. Rows are added and read, never changed. */
interface AuditTable {
  number: string
  at: Date
  actor_id: string | null
  action: string
  subject_id: string | null
  case_id: string | null
  reason: string
  before: string
  after: string
  hash: Buffer
}
export type AuditRow = Selectable<AuditTable>

/** The tables of the staff's side. */
export interface StaffTables {
  'audit.record': AuditTable
  decision: DecisionTable
  appeal: AppealTable
  known_account: KnownAccountTable
  departed_key: DepartedKeyTable
  standing: StandingTable
  trust: TrustTable
  mark: MarkTable
  departed_mark: DepartedMarkTable
  photo_finding: PhotoFindingTable
  verification: VerificationTable
  case_post: CasePostTable
}
