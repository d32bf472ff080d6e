import { type Kysely, type RawBuilder, sql } from 'kysely'

import { hint, hintsByNotify, untold } from '@kindred/db'

import type { PairRow, Tables } from './schema.js'

/** The channel of hints that make every instance read the list of lost sight again. */
export const sightChannel = 'kindred_sight'

/** A viewer who may no longer see somebody, the owner; see LostSightTable. */
export interface LostSightRow {
  readonly viewer: string
  readonly owner: string
  readonly own_block: boolean
}

/** Longer than anything that a viewer was granted is valid: a photo's address is valid for half as long. */
const keptFor = sql`interval '1 hour'`

/** Runs a change, which ends with `select`, and has the list read again; unless there are no rows in what `where` names. */
async function tell(db: Kysely<Tables>, change: RawBuilder<unknown>, where = sql``): Promise<void> {
  const payload = untold(hintsByNotify(db), sightChannel, sql`''`)
  const { rows } = await sql<{ payload: string | null }>`${change} ${payload} as payload ${where}`.execute(db)
  await hint(
    db,
    sightChannel,
    rows.map((row) => row.payload),
  )
}

/** Records whether two people may see each other, according to their pair. Called after a change of the pair, in its transaction. */
export async function saveSight(
  db: Kysely<Tables>,
  { lower, upper }: Pick<PairRow, 'lower' | 'upper'>,
): Promise<void> {
  await tell(
    db,
    sql`
    with pair_now as (
      select one.user_id::text as one_id, other.user_id::text as other_id, ended_at is not null as is_ended,
        lower_blocked_at is not null as one_blocked, upper_blocked_at is not null as other_blocked
      from pair join person one on one.slot = lower join person other on other.slot = upper
      where lower = ${lower} and upper = ${upper}
    ),
    sight as (
      select one_id as viewer, other_id as owner, is_ended or one_blocked or other_blocked as is_lost, one_blocked and not other_blocked as own_block
      from pair_now
      union all
      select other_id, one_id, is_ended or one_blocked or other_blocked, other_blocked and not one_blocked from pair_now
    ),
    regained as (
      delete from lost_sight using sight
      where lost_sight.viewer = sight.viewer and lost_sight.owner = sight.owner and not sight.is_lost
    ),
    lost as (
      insert into lost_sight (viewer, owner, own_block, expires_at)
      select viewer, owner, own_block, now() + ${keptFor} from sight where is_lost
      on conflict (viewer, owner) do update set own_block = excluded.own_block, expires_at = excluded.expires_at
    )
    select`,
  )
}

/** Records that a person who leaves may see nobody and be seen by nobody, under a hash of the id. */
export async function loseSightOf(db: Kysely<Tables>, userId: string): Promise<void> {
  await sql`delete from lost_sight where ${userId}::text in (viewer, owner)`.execute(db)
  await hideFromSight(db, userId)
}

/** The same for somebody who may come back: what is between the person and others stays as it is. */
export async function hideFromSight(db: Kysely<Tables>, userId: string): Promise<void> {
  await tell(
    db,
    sql`
    with person as (select encode(sha256(${userId}::text::bytea), 'hex') as hash),
    lost as (
      insert into lost_sight (viewer, owner, own_block, expires_at)
      select hash, '', false, now() + ${keptFor} from person
      union all select '', hash, false, now() + ${keptFor} from person
      on conflict (viewer, owner) do update set expires_at = excluded.expires_at
    )
    select`,
  )
}

/** Lets a person who was hidden see others and be seen again. */
export async function showInSight(db: Kysely<Tables>, userId: string): Promise<void> {
  await tell(
    db,
    sql`
    with person as (select encode(sha256(${userId}::text::bytea), 'hex') as hash),
    regained as (
      delete from lost_sight using person
      where (viewer = hash and owner = '') or (viewer = '' and owner = hash)
    )
    select`,
  )
}

/** Whoever has a reason to see a person with a slot but no match with them. */
const viewersOf = (slot: number) => sql`
  select viewer.user_id::text as viewer, owner.user_id::text as owner
  from person owner cross join lateral (
    select slot from deck where owner.slot = any(slots)
    union select slot from past_deck where owner.slot = any(slots)
    union select upper from pair where lower = owner.slot and lower_swipe in ('LIKE', 'SUPERLIKE')
    union select lower from pair where upper = owner.slot and upper_swipe in ('LIKE', 'SUPERLIKE')
  ) reason
  join person viewer on viewer.slot = reason.slot
  left join pair on pair.lower = least(viewer.slot, owner.slot) and pair.upper = greatest(viewer.slot, owner.slot)
  where owner.slot = ${slot}::integer`

/** Who still sees somebody: whom the person is matched with, or those and whom the person likes. */
type Audience = 'matches' | 'matches and liked'

/** Records that nobody may see a person any longer but an audience. */
export async function hideFromViewers(db: Kysely<Tables>, slot: number, but: Audience): Promise<void> {
  const theirSwipe = sql`case when owner.slot < viewer.slot then pair.lower_swipe else pair.upper_swipe end`
  const isLiked =
    but === 'matches' ? sql`false` : sql`coalesce(${theirSwipe} in ('LIKE', 'SUPERLIKE'), false)`
  await tell(
    db,
    sql`
    with lost as (
      insert into lost_sight (viewer, owner, own_block, expires_at)
      select viewer, owner, false, now() + ${keptFor} from (${viewersOf(slot)} and pair.match_id is null and not ${isLiked}) viewers
      on conflict (viewer, owner) do nothing
    )
    select`,
  )
}

/** Takes that back, but for whom a block or an ended match keeps apart. */
export async function showToViewers(db: Kysely<Tables>, slot: number): Promise<void> {
  await tell(
    db,
    sql`
    with regained as (
      delete from lost_sight using person owner, person viewer
      where owner.slot = ${slot}::integer and lost_sight.owner = owner.user_id::text and lost_sight.viewer = viewer.user_id::text
        and not exists (
          select from pair where pair.lower = least(viewer.slot, owner.slot) and pair.upper = greatest(viewer.slot, owner.slot)
            and coalesce(ended_at, lower_blocked_at, upper_blocked_at) is not null
        )
    )
    select`,
  )
}

/** One person's sight of another. */
interface Sight {
  readonly viewer: number
  readonly owner: number
}

/** Lets the viewer see the owner, if the owner likes the viewer, is not hidden, and neither a block nor an ended match keeps the two apart. */
export async function showTo(db: Kysely<Tables>, { viewer, owner }: Sight): Promise<void> {
  await tell(
    db,
    sql`
    with regained as (
      delete from lost_sight using person owner, person viewer
      where owner.slot = ${owner}::integer and viewer.slot = ${viewer}::integer and owner.hidden_since is null
        and lost_sight.owner = owner.user_id::text and lost_sight.viewer = viewer.user_id::text
        and exists (
          select from pair where pair.lower = least(viewer.slot, owner.slot) and pair.upper = greatest(viewer.slot, owner.slot)
            and (case when owner.slot < viewer.slot then lower_swipe else upper_swipe end) in ('LIKE', 'SUPERLIKE')
            and coalesce(ended_at, lower_blocked_at, upper_blocked_at) is null
        )
    )
    select`,
  )
}

/** Takes the owner, who likes the viewer no longer, from the viewer's sight when the owner is incognito. */
export async function hideFromOne(db: Kysely<Tables>, { viewer, owner }: Sight): Promise<void> {
  await tell(
    db,
    sql`
    with lost as (
      insert into lost_sight (viewer, owner, own_block, expires_at)
      select viewer.user_id::text, owner.user_id::text, false, now() + ${keptFor} from person owner, person viewer
      where owner.slot = ${owner}::integer and viewer.slot = ${viewer}::integer and owner.incognito
      on conflict (viewer, owner) do nothing
      returning 1
    )
    select`,
    sql`from lost`,
  )
}

/** The entries that have not expired by the database's clock, which stamped them. */
export async function listLostSight(db: Kysely<Tables>): Promise<LostSightRow[]> {
  return db
    .selectFrom('lost_sight')
    .select(['viewer', 'owner', 'own_block'])
    .where('expires_at', '>', sql<Date>`now()`)
    .execute()
}

export async function removeOldLostSight(db: Kysely<Tables>): Promise<void> {
  await db
    .deleteFrom('lost_sight')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute()
}
