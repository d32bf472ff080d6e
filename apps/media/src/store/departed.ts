import { removeOld } from '@kindred/db'

import { type Db } from './schema.js'

export async function saveDeparted(db: Db, digest: Buffer, at: Date): Promise<void> {
  await db
    .insertInto('departed')
    .values({ digest, departed_at: at })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ departed_at: at }))
    .execute()
}

export async function isDeparted(db: Db, digest: Buffer): Promise<boolean> {
  const row = await db.selectFrom('departed').select('digest').where('digest', '=', digest).executeTakeFirst()
  return row !== undefined
}

export async function removeDeparted(db: Db, before: Date): Promise<void> {
  await removeOld(db, { table: 'departed', column: 'departed_at', before })
}
