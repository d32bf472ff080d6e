import type { Db, TrustRow } from './schema.js'

/** Ignores a version that is not newer than the stored one. */
export async function saveTrust(db: Db, row: TrustRow): Promise<void> {
  await db
    .insertInto('trust')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet(({ ref }) => ({
          version: ref('excluded.version'),
          valid_reports: ref('excluded.valid_reports'),
        }))
        .whereRef('trust.version', '<', 'excluded.version'),
    )
    .execute()
}

export async function removeTrust(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('trust').where('user_id', '=', userId).execute()
}
