import { type Session, sql } from '@kindred/db'

import type { Db } from './schema.js'

/** When the last backup was complete, in seconds since 1970; 0 when there was none. */
export async function findLastBackup(db: Db): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(max(extract(epoch from finished_at)), 0)::float8 as seconds from backup`.execute(db)
  return rows[0]!.seconds
}

/** Notes that a backup is complete, for `kindred_backup_last_success_timestamp_seconds`. A database from before there was a place for it is left as it is. */
export async function noteBackup(session: Session): Promise<void> {
  const [known] = await session.query<{ is_there: boolean }>(
    `select to_regclass('backup') is not null as is_there`,
  )
  if (!known!.is_there) return
  await session.query(
    'insert into backup (finished_at) values (now()) on conflict (one) do update set finished_at = excluded.finished_at',
  )
}
