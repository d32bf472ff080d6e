import { type Kysely } from '@kindred/db'

import { type Tables } from './schema.js'

/** Says of a block that the blocker had no reason to see the blocked one; both are slots. */
export async function markUnseen(db: Kysely<Tables>, blocker: number, blocked: number): Promise<void> {
  await db
    .insertInto('unseen_block')
    .values({ blocker, blocked })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** With the block goes what was said of it. */
export async function removeUnseen(db: Kysely<Tables>, blocker: number, blocked: number): Promise<void> {
  await db.deleteFrom('unseen_block').where('blocker', '=', blocker).where('blocked', '=', blocked).execute()
}
