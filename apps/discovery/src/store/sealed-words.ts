import { type Kysely, type RawBuilder, removeOld, sql } from '@kindred/db'

import type { Sides } from '../domain/pair.js'
import type { SealedWordsRow, Tables } from './schema.js'

/** How long words beside a like are kept, unseen, after it is gone: a report may need them. */
const sealedDays = 30

/** Copies what the viewer wrote beside a like into the sealed table, which no public RPC reads. */
export const sealWords = (db: Kysely<Tables>, { viewer, other }: Sides): Promise<void> =>
  seal(db, sql`writer = ${viewer} and reader = ${other}`)

/** The same for everything that a person wrote and received. */
export const sealWordsOf = (db: Kysely<Tables>, slot: number): Promise<void> =>
  seal(db, sql`${slot} in (writer, reader)`)

async function seal(db: Kysely<Tables>, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into sealed_words (writer_id, reader_id, words, written_at, keep_until)
    select mine.user_id, theirs.user_id, words, written_at, now() + ${keptFor}
    from (${written}) written
    join person mine on mine.slot = writer join person theirs on theirs.slot = reader
    where ${which}`.execute(db)
}

const keptFor = sql`make_interval(days => ${sql.lit(sealedDays)})`

/** The words beside likes that are there, and since when the two are apart. */
const written = sql`
  select lower as writer, upper as reader, lower_message as words, lower_swiped_at as written_at,
    greatest(ended_at, lower_blocked_at, upper_blocked_at) as apart_at
  from pair where lower_message is not null
  union all
  select upper, lower, upper_message, upper_swiped_at, greatest(ended_at, lower_blocked_at, upper_blocked_at)
  from pair where upper_message is not null`

/** What two people wrote beside their likes, also what is sealed, the oldest first; once a block or the end of their match keeps them apart, as long as sealed words. */
export async function listWordsBetween(
  db: Kysely<Tables>,
  oneId: string,
  otherId: string,
): Promise<Pick<SealedWordsRow, 'writer_id' | 'words' | 'written_at'>[]> {
  const { rows } = await sql<SealedWordsRow>`
    with one as (select slot from person where user_id = ${oneId}), other as (select slot from person where user_id = ${otherId})
    select case when writer = (select slot from one) then ${oneId}::uuid else ${otherId}::uuid end as writer_id, words, written_at
    from (${written}) written
    where (writer = (select slot from one) and reader = (select slot from other)
        or writer = (select slot from other) and reader = (select slot from one))
      and (apart_at is null or apart_at + ${keptFor} > now())
    union all
    select writer_id, words, written_at from sealed_words
    where (writer_id, reader_id) in ((${oneId}::uuid, ${otherId}::uuid), (${otherId}::uuid, ${oneId}::uuid)) and keep_until > now()
    order by written_at`.execute(db)
  return rows
}

/** Removes a bounded number of words whose time is over by the database's clock, which stamped them. */
export async function removeSealedWords(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select now()`.execute(db)
  await removeOld(db, { table: 'sealed_words', column: 'keep_until', before: rows[0]!.now })
}
