import type { Db, RemovalRow } from './schema.js'

/** By which decision a photo was removed. */
export interface RemovalKey {
  readonly mediaId: string
  readonly decisionId: string
}

/** Stands for the decision where it was not kept by which a photo was removed. */
const unknownDecision = '00000000-0000-0000-0000-000000000000'

/** The decision as the tables name it: itself, or the unknown one. */
export const namesOf = ({ decisionId }: RemovalKey): string[] => [decisionId, unknownDecision]

export async function saveRemoval(db: Db, removal: RemovalRow): Promise<void> {
  await db
    .insertInto('photo_removal')
    .values(removal)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The newest of the decisions that removed a photo and hold. */
export const findLastRemoval = (db: Db, mediaId: string): Promise<RemovalRow | undefined> =>
  db
    .selectFrom('photo_removal')
    .select(['media_id', 'decision_id', 'rule'])
    .where('media_id', '=', mediaId)
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst()

/** False when the decision had not removed the photo. */
export async function forgetRemoval(db: Db, removal: RemovalKey): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('photo_removal')
    .where('media_id', '=', removal.mediaId)
    .where('decision_id', 'in', namesOf(removal))
    .executeTakeFirst()
  return numDeletedRows > 0n
}
