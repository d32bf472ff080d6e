import { type Insertable, type Kysely, sql } from 'kysely'

import { activeHours } from '../domain/score.js'
import type { Person } from '../domain/search.js'
import { wordsIn } from './candidate-columns.js'
import type { CandidateRow, CandidateTable, Tables } from './schema.js'

/** The part of a candidate that events bring; activity and counters are discovery's own. */
export type CandidateChange = Omit<
  Insertable<CandidateTable>,
  'active_hour' | 'discoverable' | 'veiled' | 'likes_received' | 'swipes_received'
>

/** Stores what matching needs of a person. A new candidate is active now, and its counters include the swipes that came before it. */
export async function saveCandidate(
  db: Kysely<Tables>,
  change: CandidateChange,
  nowHour: number,
): Promise<void> {
  const { slot, ...changed } = change
  const counted = await countReceived(db, slot)
  await db
    .insertInto('candidate')
    .values({ ...change, ...counted, active_hour: nowHour, ...shownOf(change) })
    .onConflict((conflict) =>
      conflict.column('slot').doUpdateSet({
        ...changed,
        discoverable: sql<boolean>`excluded.discoverable and candidate.active_hour > ${nowHour - activeHours}::integer`,
        veiled: sql<boolean>`excluded.veiled and candidate.active_hour > ${nowHour - activeHours}::integer`,
      }),
    )
    .execute()
}

/** Whether others see somebody who is here: everybody, or only those whom the person likes. */
function shownOf({ paused, absent = false, incognito = false }: CandidateChange) {
  const isShown = !paused && !absent
  return { discoverable: isShown && !incognito, veiled: isShown && incognito }
}

async function countReceived(
  db: Kysely<Tables>,
  slot: number,
): Promise<{ swipes_received: number; likes_received: number }> {
  const { rows } = await sql<{ swipes_received: number; likes_received: number }>`
    select count(*)::integer as swipes_received, (count(*) filter (where swipe <> 'PASS'))::integer as likes_received
    from (select upper_swipe as swipe from pair where lower = ${slot} and not exists (select from candidate where slot = ${slot})
      union all select lower_swipe from pair where upper = ${slot} and not exists (select from candidate where slot = ${slot})) received
    where swipe is not null`.execute(db)
  return rows[0] ?? { swipes_received: 0, likes_received: 0 }
}

export async function removeCandidate(db: Kysely<Tables>, slot: number): Promise<void> {
  await db.deleteFrom('candidate').where('slot', '=', slot).execute()
}

/** Candidates of these slots whom others may see, for the memory of an instance. */
export async function listDiscoverable(db: Kysely<Tables>, slots: readonly number[]): Promise<Person[]> {
  const rows = await db
    .selectFrom('candidate')
    .selectAll()
    .where('slot', '=', sql<number>`any(${slots}::integer[])`)
    .where('discoverable', '=', true)
    .execute()
  return rows.map(toPerson)
}

/**
 * Records that a person is active, at most once an hour, because every write of the activity moves the person in two indexes. Tells all
 * instances.
 */
export async function touchCandidate(db: Kysely<Tables>, slot: number, nowHour: number): Promise<boolean> {
  const { rows } = await sql<{ slot: number }>`
    with touched as (
      update candidate set active_hour = ${nowHour},
        discoverable = not paused and not absent and not incognito, veiled = not paused and not absent and incognito
      where slot = ${slot} and active_hour < ${nowHour} returning slot
    )
    insert into change (slot) select slot from touched returning slot`.execute(db)
  return rows.length > 0
}

/** Takes people who have been away too long out of the pool, at most `limit` of those who are incognito and of the others; returns how many. */
export async function hideInactive(db: Kysely<Tables>, nowHour: number, limit: number): Promise<number> {
  const { rows } = await sql<{ slot: number }>`
    with away as (
      select slot from candidate where discoverable and active_hour <= ${nowHour - activeHours} limit ${limit} for update skip locked
    ), veiled_away as (
      select slot from candidate where veiled and active_hour <= ${nowHour - activeHours} limit ${limit} for update skip locked
    ), hidden as (
      update candidate set discoverable = false, veiled = false
      from (select slot from away union all select slot from veiled_away) gone where candidate.slot = gone.slot
      returning candidate.slot
    )
    insert into change (slot) select slot from hidden returning slot`.execute(db)
  return rows.length
}

/** A row as the domain sees it. */
export const toPerson = (row: CandidateRow): Person => ({
  slot: row.slot,
  cell: row.cell,
  x: row.x,
  y: row.y,
  z: row.z,
  rank: row.rank,
  activeHour: row.active_hour,
  birthDay: row.birth_day,
  minAge: row.min_age,
  maxAge: row.max_age,
  maxKm: row.max_km,
  traits: wordsIn(row, 'traits'),
  accepted: wordsIn(row, 'accepted'),
  height: row.height,
  minHeight: row.min_height,
  maxHeight: row.max_height,
  interests: wordsIn(row, 'interests'),
  languages: wordsIn(row, 'languages'),
  wantedInterests: row.wanted_interests ?? undefined,
  wantedLanguages: row.wanted_languages ?? undefined,
})
