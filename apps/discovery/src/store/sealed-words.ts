import { type Kysely, type RawBuilder, removeOld, sql } from '@kindred/db'

import type { Sides } from '../domain/pair.js'
import type { Tables } from './schema.js'

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
    select mine.user_id, theirs.user_id, words, written_at, now() + make_interval(days => ${sql.lit(sealedDays)})
    from (
      select lower as writer, upper as reader, lower_message as words, lower_swiped_at as written_at from pair
      union all
      select upper, lower, upper_message, upper_swiped_at from pair
    ) written
    join person mine on mine.slot = writer join person theirs on theirs.slot = reader
    where words is not null and ${which}`.execute(db)
}

/** Removes a bounded number of words whose time is over by the database's clock, which stamped them. */
export async function removeSealedWords(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select now()`.execute(db)
  await removeOld(db, { table: 'sealed_words', column: 'keep_until', before: rows[0]!.now })
}
