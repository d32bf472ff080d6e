import { type Kysely, sql, type Transaction } from '@kindred/db'
import { jsonFile, type PersonData } from '@kindred/service'

import { removeAbsences } from './absence.js'
import { removeAccount } from './account.js'
import type { Tables } from './schema.js'
import { removeStanding } from './standing.js'
import { takeWaitingProfile } from './waiting-profile.js'

type Db = Kysely<Tables>

/** What the person did to others, without saying to whom, and what matching keeps of the person; not that the person is hidden. */
export const personData: PersonData<{ readonly db: Db }> = {
  erases: ['profile_copy', 'likes', 'passes', 'matches', 'decks'],
  keepsForDays: { sealed_words: 30, blocks_without_names: 366, times_of_superlikes: 1 },
  async *export({ db }, userId) {
    yield jsonFile('discovery/person.json', await findPerson(db, userId))
    yield jsonFile('discovery/swipes.json', await listSwipes(db, userId))
    yield jsonFile('discovery/blocks.json', await listBlocks(db, userId))
    yield jsonFile('discovery/superlikes.json', await listSuperlikes(db, userId))
    yield jsonFile('discovery/words-beside-ended-likes.json', await listSealedWords(db, userId))
  },
}

/** Removes the rows of a person that do not go with the row of `person`. */
export async function removePersonRows(trx: Transaction<Tables>, userId: string): Promise<void> {
  await removeAbsences(trx, userId)
  await removeStanding(trx, userId)
  await removeAccount(trx, userId)
  await takeWaitingProfile(trx, userId)
}

async function findPerson(db: Db, userId: string): Promise<unknown> {
  const { rows } = await sql`
    select person.name, birth_date, person.gender, bio, city, person.interests, verified, person.cell, person.absent, person.incognito, hide_age, hide_distance,
      wanted_genders, person.min_age, person.max_age, max_distance_km, filters, importance, widen_distance,
      completeness, likes_received, swipes_received,
      case when hidden_since is null then discoverable else not paused end as discoverable, to_timestamp(active_hour * 3600.0) as active_hour
    from person left join candidate using (slot) where user_id = ${userId}`.execute(db)
  return rows[0] ?? null
}

/** Both sides of a pair's row, from the person's own. */
const own = (userId: string) => sql`
  select lower_swipe as kind, lower_swiped_at as swiped_at, lower_message as message, lower_blocked_at as blocked_at,
    matched_at, ended_at as match_ended_at
  from pair join person on person.slot = pair.lower where user_id = ${userId}
  union all
  select upper_swipe, upper_swiped_at, upper_message, upper_blocked_at, matched_at, ended_at
  from pair join person on person.slot = pair.upper where user_id = ${userId}`

async function listSwipes(db: Db, userId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select kind, swiped_at, message, matched_at, match_ended_at from (${own(userId)}) own
    where kind is not null order by swiped_at`.execute(db)
  return rows
}

async function listBlocks(db: Db, userId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select blocked_at from (${own(userId)}) own where blocked_at is not null order by blocked_at`.execute(db)
  return rows
}

async function listSuperlikes(db: Db, userId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select at from superlike where key = (select key from account where user_id = ${userId}) order by at`.execute(
    db,
  )
  return rows
}

async function listSealedWords(db: Db, userId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select words, written_at, keep_until from sealed_words where writer_id = ${userId} order by written_at`.execute(
    db,
  )
  return rows
}
