import { type Kysely } from '@kindred/db'

import { isLike, seatsOf } from '../src/domain/pair.js'
import { type Tables } from '../src/store/schema.js'

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
  const seats = seatsOf(viewer, target)
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('pair')
      .selectAll()
      .where('lower', '=', seats.lower)
      .where('upper', '=', seats.upper)
      .executeTakeFirst()
    const match = isLike(row?.[`${seats.otherSide}_swipe`] ?? null)
      ? { match_id: matchId, matched_at: new Date() }
      : {}
    const mine = {
      [`${seats.viewerSide}_swipe`]: 'LIKE',
      [`${seats.viewerSide}_swiped_at`]: new Date(),
      ...match,
    }
    await trx
      .insertInto('pair')
      .values({ lower: seats.lower, upper: seats.upper })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await trx
      .updateTable('pair')
      .set(mine)
      .where('lower', '=', seats.lower)
      .where('upper', '=', seats.upper)
      .execute()
  })
}
