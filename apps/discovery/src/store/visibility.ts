import { createStatement, type Kysely, type RawBuilder, sql } from '@kindred/db'

import type { Between } from '../domain/visibility.js'
import type { Tables } from './schema.js'

/**
 * Reads what connects two people; nothing when one of them does not exist. Does the same work for every id, so that its time tells nothing.
 */
export async function findBetween(db: Kysely<Tables>, viewerId: string, otherId: string): Promise<Between> {
  const [between] = await select(db, { viewerId, otherId })
  return between!
}

const select = createStatement<{ readonly viewerId: string; readonly otherId: string }, Between>((param) => {
  const side = (whose: string, column: string): RawBuilder<unknown> =>
    sql`case when (viewer.slot < other.slot) = ${sql.lit(whose === 'mine')}
      then pair.${sql.ref(`lower_${column}`)} else pair.${sql.ref(`upper_${column}`)} end`
  return sql`
    select
      coalesce(pair.ended_at, pair.lower_blocked_at, pair.upper_blocked_at) is not null or coalesce(other.absent, false) as "isApart",
      coalesce(other.incognito, false) and pair.match_id is null and ${side('theirs', 'swipe')} is distinct from 'LIKE'
        and ${side('theirs', 'swipe')} is distinct from 'SUPERLIKE' as "isVeiled",
      coalesce(other.hidden_since <= coalesce(pair.matched_at, 'infinity'), false) as "isHidden",
      pair.match_id is not null as "isMatch",
      ${side('theirs', 'swipe')} as "theirSwipe",
      ${side('mine', 'swiped_at')} as "swipedAt",
      (select made_at from deck where deck.slot = viewer.slot and other.slot = any(deck.slots)) as "deckMadeAt",
      (select max(left_at) from past_deck where past_deck.slot = viewer.slot and other.slot = any(past_deck.slots)) as "leftDeckAt"
    from (select) once
    left join person viewer on viewer.user_id = ${param(({ viewerId }) => viewerId)}::uuid
    left join person other on other.user_id = ${param(({ otherId }) => otherId)}::uuid
    left join pair on pair.lower = least(viewer.slot, other.slot) and pair.upper = greatest(viewer.slot, other.slot)`
})
