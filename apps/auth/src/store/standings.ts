import type { Db, StandingRow, Trx } from './schema.js'

/** Keeps how far a person is shut out; false when a later standing of the account is known already. */
export async function saveStanding(trx: Trx, row: Omit<StandingRow, 'tried_at'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('standing')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('person_key')
        .doUpdateSet(row)
        .where((eb) =>
          eb.or([eb('standing.user_id', '!=', row.user_id), eb('standing.version', '<', row.version)]),
        ),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** Notes that a person who is shut out tried to sign in; false when that was noted since a moment. */
export async function saveTried(
  trx: Trx,
  personKey: Buffer,
  { now, since }: { readonly now: Date; readonly since: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('standing')
    .set({ tried_at: now })
    .where('person_key', '=', personKey)
    .where((eb) => eb.or([eb('tried_at', 'is', null), eb('tried_at', '<=', since)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const removeStanding = (trx: Trx, personKey: Buffer) =>
  trx.deleteFrom('standing').where('person_key', '=', personKey).execute()

/** The sanction that shuts a person out now, undefined when there is none. */
export const findSanction = (db: Db, personKey: Buffer, now: Date): Promise<StandingRow | undefined> =>
  db
    .selectFrom('standing')
    .selectAll()
    .where('person_key', '=', personKey)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .executeTakeFirst()
