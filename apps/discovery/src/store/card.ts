import { createStatement, type Kysely, type RawBuilder, sql } from '@kindred/db'

import type { Search } from '../domain/search.js'
import { type Asked, kilometreFence, marksFor, readingOf, viewersFilters } from './rules.js'
import type { CandidateRow, PersonRow, PlaceInList, Tables } from './schema.js'

/** What a card shows of a person. The person's own wishes, which are long to read, are no part of it. */
const shown = [
  'user_id',
  'name',
  'birth_date',
  'bio',
  'city',
  'interests',
  'photos',
  'verified',
  'hide_age',
  'hide_distance',
] as const satisfies readonly (keyof PersonRow)[]

/** A person as the viewer sees them in a deck, with their like of the viewer, if there is one. */
export type CardRow = Pick<PersonRow, (typeof shown)[number]> &
  CandidateRow & {
    their_swipe: 'LIKE' | 'SUPERLIKE' | null
    their_message: string | null
    their_swiped_at: Date | null
  }

const columns = sql.join(shown.map((column) => sql.ref(`person.${column}`)))

/** Cards in the order of the slots, without people who have left, or were swiped or blocked in the meantime. */
export const listCards = (db: Kysely<Tables>, viewer: number, slots: readonly number[]): Promise<CardRow[]> =>
  selectCards(db, { viewer, slots })

interface CardsAsked {
  readonly viewer: number
  readonly slots: readonly number[]
}

const selectCards = createStatement<CardsAsked, CardRow>((param) => {
  const viewer = sql`${param<number>((asked) => asked.viewer)}::integer`
  return sql`
    select ${columns}, candidate.*, ${theirLike(sql`pair`, viewer)}
    from unnest(${param(({ slots }) => slots)}::integer[]) with ordinality as given (slot, place_in_list)
    join person on person.slot = given.slot join candidate on candidate.slot = given.slot
    left join pair on pair.lower = least(given.slot, ${viewer}) and pair.upper = greatest(given.slot, ${viewer})
    where not person.absent and person.hidden_since is null and (pair.lower is null or (
      case when pair.lower = ${viewer} then pair.lower_swipe else pair.upper_swipe end is null
      and pair.lower_blocked_at is null and pair.upper_blocked_at is null
    ))
    order by place_in_list`
})

interface LikersAsked extends Asked {
  readonly after: PlaceInList | undefined
  readonly limit: number
}

/** People who like the viewer, have no answer yet and pass the viewer's filters, newest first; one row more than `limit`. */
export const listLikers = (
  db: Kysely<Tables>,
  search: Search,
  { after, limit }: Omit<LikersAsked, keyof Asked>,
): Promise<CardRow[]> => selectLikers(db, { search, marks: marksFor(search), after, limit })

const selectLikers = createStatement<LikersAsked, CardRow>((param) => {
  const of = readingOf(param)
  const afterAt = sql`${param(({ after }) => after?.at)}::timestamptz`
  const together = sql`lower_blocked_at is null and upper_blocked_at is null`
  return sql`
    select ${columns}, candidate.*, ${theirLike(sql`awaiting`, of.slot)}
    from (
      select *, upper as other, upper_swiped_at as swiped_at from pair
      where lower = ${of.slot} and lower_swipe is null and upper_swipe in ('LIKE', 'SUPERLIKE') and ${together}
      union all
      select *, lower, lower_swiped_at from pair
      where upper = ${of.slot} and upper_swipe is null and lower_swipe in ('LIKE', 'SUPERLIKE') and ${together}
    ) awaiting join person on person.slot = awaiting.other join candidate on candidate.slot = awaiting.other ${kilometreFence(of)}
    where not person.absent and person.hidden_since is null and ${viewersFilters(of)} and place.km < ${of.maxKm}
      and (${afterAt} is null or (swiped_at, user_id) < (${afterAt}, ${param(({ after }) => after?.id)}::uuid))
    order by swiped_at desc, user_id desc limit ${param(({ limit }) => limit + 1)}::integer`
})

/** The other's like in a pair's row, if it is one. */
function theirLike(pair: RawBuilder<unknown>, viewer: RawBuilder<unknown>): RawBuilder<unknown> {
  const theirs = (column: string) =>
    sql`case when ${pair}.lower = ${viewer} then ${pair}.${sql.ref(`upper_${column}`)} else ${pair}.${sql.ref(`lower_${column}`)} end`
  return sql`case when ${theirs('swipe')} in ('LIKE', 'SUPERLIKE') then ${theirs('swipe')} end as their_swipe,
    ${theirs('message')} as their_message, ${theirs('swiped_at')} as their_swiped_at`
}
