import { createStatement, type Kysely, type RawBuilder, sql } from '@kindred/db'

import type { Person } from '../domain/search.js'
import { type Importance, noFilters, type Wishes } from '../domain/wishes.js'
import { toPerson } from './candidate.js'
import type { CandidateRow, PersonRow, Tables } from './schema.js'
import { wantsViewer } from './wanting.js'
import { findWords } from './word.js'

/** A person who can look for others: profile, preferences and place are there. */
export interface Viewer {
  readonly row: PersonRow
  readonly person: Person
  readonly wishes: Wishes
}

/** Undefined while profile, preferences or place are missing. */
export async function findViewer(db: Kysely<Tables>, userId: string): Promise<Viewer | undefined> {
  const [row] = await selectViewer(db, { userId })
  if (row === undefined) return undefined
  const person = toPerson({ ...row, cell: row.cell_key })
  return { row, person, wishes: wishesOf(row, person) }
}

/** Both tables have a cell: the candidate's comes under a name of its own. */
type ViewerRow = PersonRow &
  Omit<CandidateRow, 'cell'> & {
    readonly cell_key: CandidateRow['cell']
  }

const selectViewer = createStatement<{ readonly userId: string }, ViewerRow>(
  (param) => sql`
    select candidate.*, person.*, candidate.cell as cell_key
    from person join candidate on candidate.slot = person.slot
    where person.user_id = ${param(({ userId }) => userId)}::uuid`,
)

/** The two people of a swipe. */
export interface SwipePeople {
  /** The viewer's slot. */
  readonly viewer: number
  readonly activeHour: number
  /** Whether only those see the viewer whom the viewer likes. */
  readonly incognito: boolean
  /**
   * The target's slot; null for anybody on whom the viewer may not swipe: an unknown id, somebody separated by a block or an ended match,
   * or somebody whose wishes exclude the viewer.
   */
  readonly target: number | null
}

/**
 * The other's slot when the person may swipe on the other: no block or ended match separates the two, and the other wants somebody like the
 * person, likes the person already or is matched with them. One's own slot is left for the caller to refuse.
 */
const slotOfTarget = (now: RawBuilder<Date>) => sql`
  case when pair.ended_at is null and pair.lower_blocked_at is null and pair.upper_blocked_at is null and not other.absent
    and (other.hidden_since is null or other.slot = person.slot or pair.matched_at < other.hidden_since) and (
    other.slot = person.slot or pair.match_id is not null
    or (case when person.slot < other.slot then pair.upper_swipe else pair.lower_swipe end) in ('LIKE', 'SUPERLIKE')
    or (${wantsViewer(now)})
  ) then other.slot end`

/**
 * Joins the other person and the pair of the two. An unknown id takes as long as a known one: least() and greatest() ignore null, so that a
 * pair is looked up in any case.
 */
const target = (id: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  left join person other on other.user_id = ${id}::uuid
  left join candidate on candidate.slot = other.slot
  left join pair on pair.lower = least(person.slot, other.slot) and pair.upper = greatest(person.slot, other.slot)`

/** The slot of the person on whom the viewer wants to swipe; undefined where `SwipePeople.target` is null. */
export async function findTarget(
  db: Kysely<Tables>,
  viewer: number,
  otherId: string,
  now: Date,
): Promise<number | undefined> {
  const [row] = await selectTarget(db, { viewer, otherId, now })
  return row?.other ?? undefined
}

const selectTarget = createStatement<
  { readonly viewer: number; readonly otherId: string; readonly now: Date },
  { other: number | null }
>(
  (param) => sql`
    select ${slotOfTarget(param(({ now }) => now))} as other
    from person join candidate viewer on viewer.slot = person.slot ${target(param(({ otherId }) => otherId))}
    where person.slot = ${param(({ viewer }) => viewer)}::integer`,
)

/**
 * The slot of somebody whom the person may block: whoever is in a kept deck or past deck of the person, likes the person, or was swiped on
 * by or matched with the person. Undefined for an unknown id, a stranger, and somebody who blocked the person first: all three get the same
 * answer.
 */
export async function findBlockable(
  db: Kysely<Tables>,
  viewer: number,
  otherId: string,
): Promise<number | undefined> {
  const sideOf = (mine: boolean, column: string) => sql`
    case when (person.slot < other.slot) = ${sql.lit(mine)} then ${sql.ref(`pair.lower_${column}`)} else ${sql.ref(`pair.upper_${column}`)} end`
  const { rows } = await sql<{ other: number | null }>`
    select case
      when ${sideOf(true, 'blocked_at')} is not null then other.slot
      when ${sideOf(false, 'blocked_at')} is not null or other.absent then null
      when other.slot = person.slot or pair.match_id is not null or ${sideOf(true, 'swipe')} is not null
        or ${sideOf(false, 'swipe')} in ('LIKE', 'SUPERLIKE')
        or exists (select from deck where deck.slot = person.slot and other.slot = any(deck.slots))
        or exists (select from past_deck where past_deck.slot = person.slot and other.slot = any(past_deck.slots))
      then other.slot end as other
    from person ${target(sql`${otherId}`)} where person.slot = ${viewer}`.execute(db)
  return rows[0]?.other ?? undefined
}

/** The people of a swipe; undefined when findViewer finds nobody. */
export async function findSwipePeople(
  db: Kysely<Tables>,
  viewerId: string,
  otherId: string,
  now: Date,
): Promise<SwipePeople | undefined> {
  const [people] = await selectSwipePeople(db, { viewerId, otherId, now })
  return people
}

const selectSwipePeople = createStatement<
  { readonly viewerId: string; readonly otherId: string; readonly now: Date },
  SwipePeople
>(
  (param) => sql`
    select person.slot as viewer, viewer.active_hour as "activeHour", person.incognito, ${slotOfTarget(param(({ now }) => now))} as target
    from person join candidate viewer on viewer.slot = person.slot ${target(param(({ otherId }) => otherId))}
    where person.user_id = ${param(({ viewerId }) => viewerId)}::uuid`,
)

/** The stored wishes. The interests and languages that they name are stored as bits with the candidate. */
function wishesOf(row: PersonRow, words: Pick<Wishes, 'wantedInterests' | 'wantedLanguages'>): Wishes {
  return {
    wantedGenders: row.wanted_genders ?? [],
    minAge: row.min_age ?? 18,
    maxAge: row.max_age ?? 100,
    maxKm: row.max_distance_km ?? 50,
    filters: row.filters ?? noFilters,
    importance: (row.importance ?? {}) satisfies Importance,
    wantedInterests: words.wantedInterests,
    wantedLanguages: words.wantedLanguages,
  }
}

/** The wishes with other filters, for a single question. */
export async function withFilters(
  db: Kysely<Tables>,
  wishes: Wishes,
  filters: Wishes['filters'],
): Promise<Wishes> {
  const [wantedInterests, wantedLanguages] = await Promise.all([
    filters.interests.length > 0 ? findWords(db, 'interests', filters.interests) : undefined,
    filters.languages.length > 0 ? findWords(db, 'languages', filters.languages) : undefined,
  ])
  return { ...wishes, filters, wantedInterests, wantedLanguages }
}
