import { createQuestion, type RawBuilder, sql } from '@kindred/db'

import type { Db, PhotoRow } from './schema.js'

/** How a job takes photos: so many, and for so long nobody else does. */
interface Claim {
  readonly now: Date
  readonly until: Date
  readonly limit: number
}

/** Takes photos that nothing has looked at, those that wait longest first. */
export const claimNotLookedAt = (db: Db, claim: Claim): Promise<PhotoRow[]> =>
  claimPhotos(db, claim, notLookedAt)

/** Takes photos that another model looked at last, or none. */
export const claimOutdated = (db: Db, model: string, claim: Claim): Promise<PhotoRow[]> =>
  // An index finds what is less or more, not what differs.
  claimPhotos(db, claim, outdated(sql`${model}`))

const notLookedAt = sql`reason = 'NOT_LOOKED_AT'`
const outdated = (model: RawBuilder<unknown>) =>
  sql`reason is distinct from 'NOT_LOOKED_AT' and (model < ${model} or model > ${model} or model is null)`

/** Whether a photo waits for a look, at which nothing has looked or another model; any model will do where none is known. */
export const isLookDue = createQuestion<{ readonly now: Date; readonly model: string | undefined }>(
  (param) => {
    const [now, model] = [param(({ now }) => now), param(({ model }) => model ?? null)]
    return sql`
    select from photo where ${notLookedAt} and look_after <= ${now}
    union all
    select from photo where ${model}::text is not null and ${outdated(sql`${model}::text`)} and look_after <= ${now}`
  },
)

async function claimPhotos(
  db: Db,
  { now, until, limit }: Claim,
  which: RawBuilder<unknown>,
): Promise<PhotoRow[]> {
  const { rows } = await sql<PhotoRow>`
    update photo set look_after = ${until}
    where id in (
      select id from photo where ${which} and look_after <= ${now}
      order by look_after limit ${limit} for update skip locked
    )
    returning *`.execute(db)
  return rows
}

export async function countNotLookedAt(db: Db): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from photo where reason = 'NOT_LOOKED_AT'`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** Puts a look off. */
export async function postponeLook(
  db: Db,
  id: string,
  { after, failedLooks }: { readonly after: Date; readonly failedLooks?: number },
): Promise<void> {
  await db
    .updateTable('photo')
    .set({ look_after: after, ...(failedLooks !== undefined && { failed_looks: failedLooks }) })
    .where('id', '=', id)
    .execute()
}

/** Asks for a new look at photos that are like a hash and are shown, or wait because they are like one on the list. */
export async function lookAgainAtLike(db: Db, hash: string, { now, within }: { now: Date; within: number }) {
  await sql`
    update photo set model = null, look_after = ${now}
    where (status = 'APPROVED' or reason = 'LISTED') and bit_count(hash # ${hash}::bit(64)) <= ${within}`.execute(
    db,
  )
}
