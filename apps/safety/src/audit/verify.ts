import { openDatabase } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import { type AuditFinding, followChain } from '../domain/audit-chain.js'
import { readChain } from '../store/audit.js'
import type { Tables } from '../store/schema.js'

/** Follows the record in a database from its beginning. */
export async function verifyAudit(url: string, log: Log): Promise<AuditFinding> {
  const database = openDatabase<Tables>({ url, name: 'kindred audit', poolSize: 1, log })
  try {
    return await followChain(readChain(database.db))
  } finally {
    await database.close()
  }
}
