import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely'

import type { EventTables } from '@kindred/events'
import type { IdempotencyTables } from '@kindred/service'

import type { Swipe } from '../domain/pair.js'
import type { PoolAnswer } from '../domain/pool.js'
import type { TraitLayout } from '../domain/trait-layout.js'
import type { AbsenceTable, CandidateTable, PersonTable, StandingTable } from './people-schema.js'

export type { AbsenceReason, CandidateTable, PersonTable, PhotoRef, StandingTable } from './people-schema.js'

/** Which bit of a candidate stands for which answer; one row. */
interface TraitLayoutTable {
  groups: JSONColumnType<TraitLayout>
}

/** Which bit stands for a catalogue id. */
interface WordTable {
  kind: 'interests' | 'languages'
  id: string
  position: number
}

/** A column that is null in a new row. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>

/** One row for each two people of whom at least one swiped on the other, or blocked the other; `lower < upper`, both slots. */
interface PairTable {
  lower: number
  upper: number
  lower_swipe: Later<Swipe>
  lower_swiped_at: Later<Date>
  lower_message: Later<string>
  lower_blocked_at: Later<Date>
  upper_swipe: Later<Swipe>
  upper_swiped_at: Later<Date>
  upper_message: Later<string>
  upper_blocked_at: Later<Date>
  match_id: Later<string>
  matched_at: Later<Date>
  ended_at: Later<Date>
}

/** Something that the memory of every instance must learn: a person, or with `other` what is between two. */
interface ChangeTable {
  xid: Generated<string>
  slot: number
  other: number | null
  at: Generated<Date>
}

/** Swipes on a person that are not in the person's counters yet. */
interface TallyTable {
  slot: number
  swipes: number
  likes: number
}

/** A like of which its receiver, `slot`, is to be told. */
interface UntoldLikeTable {
  slot: number
  liker: number
  swipe: Swipe
  at: Date
}

/** The best people for a viewer as they were found, served page by page. */
export interface DeckTable {
  slot: number
  id: string
  /** What was asked; another question makes another deck. */
  question: string
  made_at: Date
  widened_to_km: number
  slots: number[]
}

/** People who were in an earlier deck of the viewer and are not in the present one. */
interface PastDeckTable {
  slot: number
  left_at: Date
  slots: number[]
}

/** A viewer who may no longer see somebody; see LostSight of the contract. */
interface LostSightTable {
  /** A user id. When it is empty the row hides a departed person from everybody; the other column then holds the SHA-256 of that person's id. */
  viewer: string
  owner: string
  own_block: boolean
  /** By then everything that was granted before has expired. */
  expires_at: Date
}

/** An answer about the pool, which is repeated to the viewer for a while. */
interface PoolAnswerTable {
  slot: number
  /** The question that it answers. */
  question: string
  counted_at: Date
  answer: JSONColumnType<PoolAnswer>
}

/** The person behind an account. */
interface AccountTable {
  user_id: string
  /** The person's key. Until auth has told it, a stand-in: the SHA-256 of the user id. */
  key: Buffer
}

/** A block of two people of whom at least one has no account now. */
export interface KeptBlockTable {
  /** Keys of people. */
  blocker: Buffer
  blocked: Buffer
  blocked_at: Date
  /** Whether the blocked person has left since: the blocker's list must not show who it is now. */
  hidden: boolean
  /** When one of the two left or came back, by the clock of the database. */
  used_at: Generated<Date>
}

/** A block that is missing in the blocker's list, because the blocked person came back as somebody new. Both are slots. */
interface HiddenBlockTable {
  blocker: number
  blocked: number
}

/** A superlike that was given; it counts whatever became of it. */
interface SuperlikeTable {
  /** The giver's key. */
  key: Buffer
  at: Date
}

/** The newest state of a profile that arrived before its account. */
export interface WaitingProfileTable {
  user_id: string
  version: number
  event: Buffer
}

/** Words beside a like that no longer exists, kept for a report. */
interface SealedWordsTable {
  writer_id: string
  reader_id: string
  words: string
  written_at: Date
  keep_until: Date
}

/** See domain/pace.ts. */
interface SwipePaceTable {
  slot: number
  minute: number
  swipes: number
  likes: number
  first_at: Date
  last_at: Date
  told: Generated<boolean>
}

export interface Tables extends EventTables, IdempotencyTables {
  person: PersonTable
  candidate: CandidateTable
  absence: AbsenceTable
  standing: StandingTable
  trait_layout: TraitLayoutTable
  word: WordTable
  pair: PairTable
  change: ChangeTable
  tally: TallyTable
  untold_like: UntoldLikeTable
  deck: DeckTable
  past_deck: PastDeckTable
  lost_sight: LostSightTable
  account: AccountTable
  kept_block: KeptBlockTable
  hidden_block: HiddenBlockTable
  superlike: SuperlikeTable
  waiting_profile: WaitingProfileTable
  pool_answer: PoolAnswerTable
  sealed_words: SealedWordsTable
  swipe_pace: SwipePaceTable
}

export type SealedWordsRow = Selectable<SealedWordsTable>
export type PersonRow = Selectable<PersonTable>
export type CandidateRow = Selectable<CandidateTable>
export type UntoldLikeRow = Selectable<UntoldLikeTable>
export type PairRow = Selectable<PairTable>

/** The key of a page's last row, for a list ordered by time. */
export interface PlaceInList {
  readonly at: Date
  readonly id: string
}
