import { createHash } from 'node:crypto'

import { sql } from 'kysely'

import type { Handle } from '../schema.js'

/** Keeps that a person left, or that a match ended, as a digest of its id: a late event must not bring it back. */
export async function saveDeparture(db: Handle, id: string, leftAt: Date): Promise<void> {
  await sql`
    insert into departure (digest, left_at) values (${digestOf(id)}, ${leftAt})
    on conflict (digest) do update set left_at = excluded.left_at`.execute(db)
}

/** When the last of these left; undefined when none did. */
export async function findDeparture(db: Handle, ...ids: readonly string[]): Promise<Date | undefined> {
  const { rows } = await sql<{ left_at: Date }>`
    select left_at from departure where digest = any(${ids.flatMap(digestsOf)}::bytea[])
    order by left_at desc limit 1`.execute(db)
  return rows[0]?.left_at
}

export const hasLeft = async (db: Handle, id: string): Promise<boolean> =>
  (await findDeparture(db, id)) !== undefined

/** Returns those of the ids whose people have left. */
export async function listDeparted(db: Handle, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select asked.id from jsonb_to_recordset(${JSON.stringify(ids.flatMap(withDigests))}::jsonb) as asked (id text, digest text)
    where exists (select from departure where departure.digest = decode(asked.digest, 'hex'))`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Forgets that a person left, for one who is known to be back. */
export async function removeDeparture(db: Handle, id: string): Promise<void> {
  await sql`delete from departure where digest = any(${digestsOf(id)}::bytea[])`.execute(db)
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Before the migration events-0002 media and chat put the kind in front of the id; chat keeps such rows for 30 days. */
const digestsOf = (id: string): Buffer[] => [id, `person ${id}`, `match ${id}`].map(digestOf)

const withDigests = (id: string) => digestsOf(id).map((digest) => ({ id, digest: digest.toString('hex') }))
