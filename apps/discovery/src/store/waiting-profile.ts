import type { Kysely } from 'kysely'

import type { Tables, WaitingProfileTable } from './schema.js'

/** Keeps the newest state of a profile whose account is not known yet. */
export async function saveWaitingProfile(db: Kysely<Tables>, profile: WaitingProfileTable): Promise<void> {
  await db
    .insertInto('waiting_profile')
    .values(profile)
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ version: profile.version, event: profile.event })
        .where('waiting_profile.version', '<', profile.version),
    )
    .execute()
}

/** Removes the profile that waited for an account and returns it. */
export async function takeWaitingProfile(db: Kysely<Tables>, userId: string): Promise<Buffer | undefined> {
  const row = await db
    .deleteFrom('waiting_profile')
    .where('user_id', '=', userId)
    .returning('event')
    .executeTakeFirst()
  return row?.event
}
