import { sql } from 'kysely'

import type { Handle } from '@kindred/events'

/** Identifies a request of a person under a key. */
export interface RequestName {
  readonly userId: string
  readonly method: string
  readonly key: string
}

/** The stored answer and the hash of its request. */
export interface FirstAnswer {
  readonly request_hash: Buffer
  readonly response: Buffer
}

/** First key of the two-key advisory locks of requests that are running. */
const lockClass = 0x4b10

/** True when no other transaction works on the same request; then none can until this one ends. */
export async function tryLockRequest(trx: Handle, { userId, method, key }: RequestName): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${lockClass}, hashtext(${`${userId} ${method} ${key}`})) as locked`.execute(
    trx,
  )
  return rows[0]?.locked === true
}

/** The stored answer, if it is younger than a day. */
export async function findAnswer(
  trx: Handle,
  { userId, method, key }: RequestName,
): Promise<FirstAnswer | undefined> {
  const { rows } = await sql<FirstAnswer>`
    select request_hash, response from idempotency
    where user_id = ${userId} and method = ${method} and key = ${key} and created_at > now() - interval '24 hours'`.execute(
    trx,
  )
  return rows[0]
}

/** Stores an answer in place of an expired one. */
export async function saveAnswer(trx: Handle, name: RequestName, answer: FirstAnswer): Promise<void> {
  await sql`
    insert into idempotency (user_id, method, key, request_hash, response)
    values (${name.userId}, ${name.method}, ${name.key}, ${answer.request_hash}, ${answer.response})
    on conflict (user_id, method, key) do update
      set request_hash = excluded.request_hash, response = excluded.response, created_at = now()`.execute(trx)
}

/** Forgets answers older than a day. */
export async function pruneAnswers(db: Handle): Promise<void> {
  await sql`
    delete from idempotency where ctid = any(array(
      select ctid from idempotency where created_at <= now() - interval '24 hours' limit 50000
    ))`.execute(db)
}

/**
 * Forgets everything that a person asked for and every answer that names the person; for the deletion of the person. It reads
 * the table from end to end: a deletion is rare, and the table holds one day.
 */
export async function forgetIdempotency(trx: Handle, userId: string): Promise<void> {
  await sql`
    delete from idempotency
    where user_id = ${userId} or position(convert_to(${userId}::text, 'UTF8') in response) > 0`.execute(trx)
}
