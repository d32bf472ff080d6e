import { sql } from '@kindred/db'

import type { Db, ThreadRow } from './schema.js'

/** In which time the other wrote last, and after which person to go on. */
interface WaitingSpan {
  readonly from: Date
  readonly until: Date
  readonly after: string | undefined
}

/** For each person who was not reminded today the conversation in which the other has waited least, of those of which they were never reminded. */
export async function listWaitingThreads(db: Db, span: WaitingSpan, limit: number): Promise<ThreadRow[]> {
  const { rows } = await sql<ThreadRow>`
    select distinct on (thread.user_id) thread.*
    from thread join recipient on recipient.user_id = thread.user_id
    where not last_is_own and thread.nudged_at is null and not ended and not muted
      and last_at between ${span.from} and ${span.until}
      and reachable and not leaving and (recipient.nudged_at is null or recipient.nudged_at < ${span.until})
      and (${span.after ?? null}::uuid is null or thread.user_id > ${span.after ?? null}::uuid)
    order by thread.user_id, last_at desc
    limit ${limit}`.execute(db)
  return rows
}
