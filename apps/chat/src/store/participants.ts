import type { Db, NewParticipant } from './schema.js'

/** Ignores a version that is not newer than the stored one. */
export async function saveParticipant(db: Db, row: NewParticipant): Promise<void> {
  const photo = row.photo === null ? null : JSON.stringify(row.photo)
  await db
    .insertInto('participant')
    .values({ ...row, photo: photo as never })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet(({ ref }) => ({
          name: ref('excluded.name'),
          photo: ref('excluded.photo'),
          version: ref('excluded.version'),
          created_at: ref('excluded.created_at'),
          writes_first: ref('excluded.writes_first'),
        }))
        .whereRef('participant.version', '<', 'excluded.version'),
    )
    .execute()
}

export async function removeParticipant(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('participant').where('user_id', '=', userId).execute()
}
