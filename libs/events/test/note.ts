import type { ProfileChanged } from '@kindred/contracts/profile'
import { sql } from '@kindred/db'

import type { Handle } from '../src/index.js'

/** What every listener of these tests does with an event: `noted` shows what was applied, in its order. */
export async function note(trx: Handle, event: ProfileChanged): Promise<void> {
  await sql`insert into noted (user_id, version) values (${event.userId}, ${event.version})`.execute(trx)
}
