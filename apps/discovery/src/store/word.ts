import { type Kysely, sql } from 'kysely'

import { wordCount, type Words, wordsOf } from '../domain/words.js'
import type { Tables } from './schema.js'

/** A list of catalogue ids. */
export type WordKind = keyof typeof wordCount

/** The ids as bits. A new id gets the next free bit; ids for which no bit is left are ignored. */
export async function saveWords(db: Kysely<Tables>, kind: WordKind, ids: readonly string[]): Promise<Words> {
  const known = await listPositions(db, kind, ids)
  const fresh = ids.filter((id) => !known.has(id))
  if (fresh.length === 0) return wordsOf([...known.values()], wordCount[kind])
  await sql`select pg_advisory_xact_lock(hashtextextended(${`words:${kind}`}, 0))`.execute(db)
  await sql`
    insert into word (kind, id, position)
    select ${kind}, id, (select count(*) from word where kind = ${kind}) + row_number() over (order by id) - 1
    from unnest(${fresh}::text[]) id where not exists (select from word where kind = ${kind} and word.id = id.id)`.execute(
    db,
  )
  return wordsOf([...(await listPositions(db, kind, ids)).values()], wordCount[kind])
}

/** The bits of the known ids. Nobody's profile contains an unknown one. */
export async function findWords(db: Kysely<Tables>, kind: WordKind, ids: readonly string[]): Promise<Words> {
  return wordsOf([...(await listPositions(db, kind, ids)).values()], wordCount[kind])
}

async function listPositions(
  db: Kysely<Tables>,
  kind: WordKind,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; position: number }>`
    select id, position from word where kind = ${kind} and id = any(${ids}::text[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.position]))
}
