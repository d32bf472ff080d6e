import { openDatabase, sql, transact } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import { accountSecrets } from '../domain/account-rules.js'
import type { Tables } from '../store/schema.js'
import { deleteAccount } from './delete-account.js'

/** Accounts that a restore has brought back and that are to go again. */
interface Erasures {
  /** Auth's database, migrated, while the services run. */
  readonly url: string
  readonly keySecret: string
  readonly log: Log
  /** When an account is to be erased; undefined for those that stay. */
  dueOf(userId: string): Date | undefined
}

/** Has accounts erased that were erased before a restore; answers how many. Those of which the time is still to come are hidden until then. */
export async function eraseAgain({ url, keySecret, log, dueOf }: Erasures): Promise<number> {
  const database = openDatabase<Tables>({ url, name: 'kindred restore', poolSize: 2, log })
  const secrets = accountSecrets(keySecret)
  try {
    const users = await database.db.selectFrom('user_account').select('id').execute()
    let erased = 0
    for (const { id: userId } of users) {
      const due = dueOf(userId)
      if (due === undefined) continue
      const now = new Date()
      const graceMs = Math.max(0, due.getTime() - now.getTime())
      await transact(database.db, async (trx) => {
        const { id, state } = await deleteAccount(trx, { userId, graceMs, secrets }, now)
        // It waited already when the backup was made.
        if (state === 'waiting' && graceMs === 0)
          await sql`update deletion set erase_at = ${now} where id = ${id}`.execute(trx)
      })
      if (graceMs === 0) erased += 1
    }
    return erased
  } finally {
    await database.close()
  }
}

/** Accounts whose erasure is not over yet. */
export async function countErasing(url: string, log: Log): Promise<number> {
  const database = openDatabase<Tables>({ url, name: 'kindred restore', poolSize: 1, log })
  try {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from deletion
      where state = 'erasing' or (state = 'waiting' and erase_at <= now())`.execute(database.db)
    return rows[0]!.count
  } finally {
    await database.close()
  }
}
