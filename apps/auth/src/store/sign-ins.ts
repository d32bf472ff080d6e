import { removeOld, sql } from '@kindred/db'

import type { Db, SignInRow, Trx } from './schema.js'

/** Notes a sign-in, and whether the person ever signed in so on a device of that name, as far as that is kept. */
export const saveSignIn = (trx: Trx, signIn: Omit<SignInRow, 'new_device'>) =>
  trx
    .insertInto('sign_in')
    .values({
      ...signIn,
      new_device: sql<boolean>`not exists (
        select from sign_in where user_id = ${signIn.user_id} and device_name = ${signIn.device_name} and way = ${signIn.way}
      )`,
    })
    .execute()

/** Newest first, those before `before`; ids grow with time. */
export const listSignIns = (
  db: Db,
  { userId, now, before, limit }: { userId: string; now: Date; before: string | undefined; limit: number },
): Promise<(SignInRow & { active: boolean })[]> =>
  db
    .selectFrom('sign_in')
    .selectAll('sign_in')
    .select((row) =>
      row
        .exists(
          row
            .selectFrom('session')
            .whereRef('session.id', '=', 'sign_in.session_id')
            .where('revoked_at', 'is', null)
            .where('expires_at', '>', now),
        )
        .$castTo<boolean>()
        .as('active'),
    )
    .where('user_id', '=', userId)
    .$if(before !== undefined, (query) => query.where('session_id', '<', before!))
    .orderBy('session_id', 'desc')
    .limit(limit)
    .execute()

export const removeOldSignIns = (db: Db, before: Date) =>
  removeOld(db, { table: 'sign_in', column: 'signed_in_at', before })
