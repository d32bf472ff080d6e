import { createQuestion, type Kysely, sql } from '@kindred/db'

import type { Swipe } from '../domain/pair.js'
import type { Tables, UntoldLikeRow } from './schema.js'

/** A like of which its receiver is to be told. */
export async function saveUntoldLike(
  db: Kysely<Tables>,
  like: { readonly slot: number; readonly liker: number; readonly swipe: Swipe; readonly at: Date },
): Promise<void> {
  await db.insertInto('untold_like').values(like).execute()
}

/** A like that was taken back is told to nobody. */
export async function removeUntoldLike(db: Kysely<Tables>, slot: number, liker: number): Promise<void> {
  await db.deleteFrom('untold_like').where('slot', '=', slot).where('liker', '=', liker).execute()
}

/** Nobody is told of likes of a person who leaves, nor the person of any. */
export async function removeUntoldLikesOf(db: Kysely<Tables>, slot: number): Promise<void> {
  await db
    .deleteFrom('untold_like')
    .where((where) => where.or([where('slot', '=', slot), where('liker', '=', slot)]))
    .execute()
}

/** Whether there is a like of which its receiver is to be told. */
export const isLikeUntold = createQuestion(() => sql`select from untold_like`)

/** Takes the oldest likes out, with the ids of their people; those of whom one has left meanwhile are gone with them. */
export async function takeUntoldLikes(db: Kysely<Tables>, limit: number): Promise<UntoldLikeWithIds[]> {
  const { rows } = await sql<UntoldLikeWithIds>`
    with taken as (
      delete from untold_like where ctid = any(array(select ctid from untold_like order by at limit ${limit} for update skip locked))
      returning slot, liker, swipe, at
    )
    select taken.*, receiver.user_id as receiver_id, giver.user_id as liker_id
    from taken join person receiver on receiver.slot = taken.slot join person giver on giver.slot = taken.liker
    order by at`.execute(db)
  return rows
}

/** The same with the ids of both people. */
export type UntoldLikeWithIds = UntoldLikeRow & {
  readonly receiver_id: string
  readonly liker_id: string
}

/** Whether anybody wants to hear of an event. */
export async function isAwaited(db: Kysely<Tables>, type: string): Promise<boolean> {
  const row = await db
    .selectFrom('outbox_subscription')
    .select('type')
    .where('type', '=', type)
    .executeTakeFirst()
  return row !== undefined
}
