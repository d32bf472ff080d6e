import { openDatabase, sql } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import { isAuditProtected } from './guard.js'
import { makeAudit } from './schema.js'

/** Where the record is and who is to write it. */
interface Protection {
  /** An administrator of the safety service's database, other than the service's own role. */
  readonly adminUrl: string
  /** The role that the service signs in as. */
  readonly role: string
  readonly log: Log
}

/**
 * Makes an administrator the owner of the audit record, and leaves the service's role what it needs: it may read and add, and neither
 * change, remove nor give itself the right to. Makes the record when there is none yet. False where that is in vain: the role is the
 * administrator's, a member of it, or a superuser.
 */
export async function protectAudit({ adminUrl, role, log }: Protection): Promise<boolean> {
  const database = openDatabase<unknown>({ url: adminUrl, name: 'kindred audit', poolSize: 1, log })
  try {
    return await database.db.transaction().execute(async (trx) => {
      const run = (text: string) => sql.raw(text).execute(trx)
      // Two that start at once do it one after the other.
      await sql`select pg_advisory_xact_lock(hashtext('kindred audit'))`.execute(trx)
      const { rows } = await sql<{ owner: string | null; role: string; me: string }>`
        select (select tableowner from pg_tables where schemaname = 'audit' and tablename = 'record') as owner,
          quote_ident(${role}) as role, current_user as me`.execute(trx)
      const { owner, role: name, me } = rows[0]!
      if (owner === null) for (const statement of makeAudit) await run(statement)
      if (owner !== null && owner !== me) await takeOver(run)
      await run(`revoke all on schema audit from ${name}`)
      await run(`revoke all on audit.record from ${name}`)
      await run(`grant usage on schema audit to ${name}`)
      await run(`grant select, insert on audit.record to ${name}`)
      return isAuditProtected(trx, role)
    })
  } finally {
    await database.close()
  }
}

async function takeOver(run: (text: string) => Promise<unknown>): Promise<void> {
  await run('alter table audit.record owner to current_user')
  await run('alter function audit.refuse() owner to current_user')
  await run('alter schema audit owner to current_user')
}
