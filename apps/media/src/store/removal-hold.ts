import { type Session, sql } from '@kindred/db'

import type { Db } from './schema.js'

/** Any number that a backup and the removals of files agree on. */
const holdLock = 7_356_202

/** Keeps the files of all photos where they are, until the session ends: a backup copies those that its snapshot names. */
export async function holdRemovals(session: Session): Promise<void> {
  await session.query(`select pg_advisory_lock(${holdLock})`)
}

/** Whether no file may go now; what is to be removed waits. */
export async function areRemovalsHeld(db: Db): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (
      select from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = ${holdLock}
        and database = (select oid from pg_database where datname = current_database())
    ) as held`.execute(db)
  return rows[0]!.held
}
