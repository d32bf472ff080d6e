import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Selectable } from 'kysely'

import type { EventTables } from '@kindred/events'
import type { IdempotencyTables } from '@kindred/service'

import type { Swipe } from '../domain/pair.js'
import type { PoolAnswer } from '../domain/pool.js'
import type { TraitLayout } from '../domain/trait-layout.js'
import type { Filters, Importance } from '../domain/wishes.js'
import type { WordColumns } from './candidate-columns.js'

/** A photo as an event brought it. */
export interface PhotoRef {
  readonly mediaId: string
  readonly thumbhash: string
  readonly width: number
  readonly height: number
}

/** What a card shows of a person, and the wishes of the person as a viewer. */
export interface PersonTable {
  user_id: string
  /** Discovery's own number of the person. */
  slot: GeneratedAlways<number>
  /** The profile's version; an older one never overwrites a newer one. */
  version: number
  name: string
  /** YYYY-MM-DD. */
  birth_date: string
  gender: string
  bio: string
  city: string
  interests: string[]
  photos: JSONColumnType<PhotoRef[]>
  verified: boolean
  /** H3 cell at resolution 6; null before the first position. */
  cell: string | null
  wanted_genders: string[] | null
  min_age: number | null
  max_age: number | null
  max_distance_km: number | null
  filters: JSONColumnType<Filters | null>
  importance: JSONColumnType<Importance | null>
  widen_distance: boolean
}

/** What matching reads of a person who has a profile, preferences and a place; see Person in domain/search.ts. */
export interface CandidateTable extends WordColumns {
  slot: number
  /** Whether others see the person at all: not paused, and here in the past 30 days. */
  discoverable: boolean
  paused: boolean
  rank: GeneratedAlways<number>
  active_hour: number
  /** Thousandths. */
  completeness: number
  likes_received: number
  swipes_received: number
  birth_day: number
  gender: number
  min_age: number
  max_age: number
  max_km: number
  height: number
  min_height: number
  max_height: number
  cell: number
  cell5: GeneratedAlways<number>
  cell4: GeneratedAlways<number>
  x: number
  y: number
  z: number
  wanted_interests: number[] | null
  wanted_languages: number[] | null
}

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
  /** A user id. An empty one stands for everybody, and then the other one is only the SHA-256 of a user id, of somebody who left. */
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
  trait_layout: TraitLayoutTable
  word: WordTable
  pair: PairTable
  change: ChangeTable
  tally: TallyTable
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
export type PairRow = Selectable<PairTable>

/** The key of a page's last row, for a list ordered by time. */
export interface PlaceInList {
  readonly at: Date
  readonly id: string
}
