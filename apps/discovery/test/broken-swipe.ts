import type { Kysely } from '@kindred/db'

import { isLike, sidesOf } from '../src/domain/pair.js'
import type { Tables } from '../src/store/schema.js'

/**
 * The mutation that the tests must catch: it looks for the other's like first and writes its own row afterwards, without holding
 * anything in between. Two likes at the same time then do not see each other.
 */
export async function brokenLike(
  db: Kysely<Tables>,
  viewer: number,
  target: number,
  matchId: string,
): Promise<void> {
  const sides = sidesOf(viewer, target)
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('pair')
      .selectAll()
      .where('lower', '=', sides.lower)
      .where('upper', '=', sides.upper)
      .executeTakeFirst()
    const match = isLike(row?.[`${sides.otherSide}_swipe`] ?? null)
      ? { match_id: matchId, matched_at: new Date() }
      : {}
    const mine = {
      [`${sides.viewerSide}_swipe`]: 'LIKE',
      [`${sides.viewerSide}_swiped_at`]: new Date(),
      ...match,
    }
    await trx
      .insertInto('pair')
      .values({ lower: sides.lower, upper: sides.upper })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await trx
      .updateTable('pair')
      .set(mine)
      .where('lower', '=', sides.lower)
      .where('upper', '=', sides.upper)
      .execute()
  })
}
