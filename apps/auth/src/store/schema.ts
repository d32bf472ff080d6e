import type { ColumnType, Generated, Kysely, Selectable, Transaction } from '@kindred/db'
import type { EventTables } from '@kindred/events'
import type { IdempotencyTables } from '@kindred/service'

import type { KeyStatus } from '../domain/key-rotation.js'

interface UserTable {
  id: string
  /** Where the person's login is, and its id there: the two leave this table nowhere. */
  login_kind: string
  login_subject: string
  /** What the login reports: IETF tag, may be empty. */
  language_code: string
  /** At Telegram, as the last sign-in told it; empty for none. It leaves auth for a match with whom the person shares it. */
  username: Generated<string>
  /** What the person chose; null when nothing. */
  chosen_language: ColumnType<string | null, never>
  /** `moderator`, `admin`. */
  roles: string[]
  created_at: Date
}

/** A session is a family of refresh tokens. */
interface SessionTable {
  id: string
  user_id: string
  device_name: string
  /** The person's one session with the bot. */
  of_bot: boolean
  /** The digest of the proof that began it, such as initData; null for a session with the bot. */
  proof: Buffer | null
  created_at: Date
  last_used_at: Date
  expires_at: Date
  revoked_at: Date | null
}
export type SessionRow = Selectable<SessionTable>

/** Each proof of a login that was accepted, until it is too old to be accepted again. Outlives its sessions. */
interface ProofUseTable {
  digest: Buffer
  /** When the first of its sessions was signed out: it begins no other from then on. */
  ended_at: Date | null
  expires_at: Date
}

export interface RefreshTokenTable {
  /** SHA-256 of the token. */
  hash: Buffer
  session_id: string
  created_at: Date
  /** The hash of the token that it was given for; null for the first of a session. */
  parent: Buffer | null
  used_at: Date | null
  /** Readable with the token itself only; wiped when the successor is used. */
  sealed_successor: Buffer | null
}

interface SigningKeyTable {
  kid: string
  status: KeyStatus
  /** Since when it has its status. */
  since: Date
  /** The public JWK's `x`. */
  public_x: string
  /** The private JWK, sealed. */
  sealed_private: Buffer
}
export type SigningKeyRow = Selectable<SigningKeyTable>

/** Sessions whose access tokens may still be alive and must be refused. */
interface RevokedSessionTable {
  session_id: string
  expires_at: Date
  /** It ended because its person was suspended or banned. */
  shut_out: ColumnType<boolean, boolean | undefined>
}

/** What a service said of its part of an erasure. */
export interface StoredPart {
  readonly service: string
  /** RFC 3339; null while the service is at work. */
  readonly erased_at: string | null
  readonly erased: readonly string[]
  readonly kept: readonly { readonly what: string; readonly until: string | null }[]
}

type DeletionStatus = 'waiting' | 'erasing' | 'erased'

/** The deletion of an account; of one that was erased nothing is left that names the person. */
interface DeletionTable {
  id: string
  /** SHA-256 of the id of its receipt. */
  receipt_hash: Buffer
  /** Null once everything is erased. */
  user_id: string | null
  state: DeletionStatus
  requested_at: Date
  erase_at: Date
  erased_at: Date | null
  /** When the services were last asked what they have erased. */
  asked_at: Generated<Date | null>
  parts: ColumnType<StoredPart[], string | undefined, string>
  /** The signed receipt. */
  receipt: string | null
}
export type DeletionRow = Selectable<DeletionTable>

type ExportStatus = 'making' | 'ready' | 'expired' | 'failed'

interface DataExportTable {
  id: string
  user_id: string
  state: ExportStatus
  requested_at: Date
  /** When the next attempt to make it may begin. */
  due_at: Date
  attempts: Generated<number>
  expires_at: Date | null
  size_bytes: Generated<number>
}
export type DataExportRow = Selectable<DataExportTable>

/** A piece of the file of an export. */
interface ExportChunkTable {
  export_id: string
  place: number
  bytes: Buffer
}

/** A sign-in that began a session, which it outlives. */
interface SignInTable {
  session_id: string
  user_id: string
  signed_in_at: Date
  device_name: string
  way: 'mini_app' | 'bot'
  new_device: boolean
}
export type SignInRow = Selectable<SignInTable>

/** How far people are shut out, as safety decided; nothing of those in good standing. Outlives their accounts. */
interface StandingTable {
  person_key: Buffer
  /** The account that it was decided for. */
  user_id: string
  /** Grows with every change of that account. */
  version: number
  standing: string
  ends_at: Date | null
  decision_id: string
  rule: string
  /** When the person last tried to sign in, as safety was told; null when it never was. */
  tried_at: Generated<Date | null>
}
export type StandingRow = Selectable<StandingTable>

/** Links that sign staff in to the console, once. */
interface ConsoleLinkTable {
  user_id: string
  /** The digest of the code. */
  code_hash: Buffer
  /** In which session it was asked for. */
  session_id: string
  expires_at: Date
}
export type ConsoleLinkRow = Selectable<ConsoleLinkTable>

/** By which code a person invites others. Who came by it is kept nowhere. */
interface InvitationTable {
  user_id: string
  code: string
  /** How many signed up by it. */
  sign_ups: Generated<number>
  created_at: Date
}
export type InvitationRow = Selectable<InvitationTable>

interface AuthTables {
  user_account: UserTable
  session: SessionTable
  proof_use: ProofUseTable
  refresh_token: RefreshTokenTable
  signing_key: SigningKeyTable
  revoked_session: RevokedSessionTable
  deletion: DeletionTable
  data_export: DataExportTable
  export_chunk: ExportChunkTable
  sign_in: SignInTable
  standing: StandingTable
  console_link: ConsoleLinkTable
  invitation: InvitationTable
}

export type Tables = AuthTables & EventTables & IdempotencyTables
export type Db = Kysely<Tables>
export type Trx = Transaction<Tables>
