import { removeOld } from '@kindred/db'

import type { Db, Trx } from './schema.js'

/** Notes a use of this proof and holds it until the transaction ends. Answers whether it was ended: a session of it was signed out. */
export async function holdProof(trx: Trx, digest: Buffer, expiresAt: Date): Promise<{ isEnded: boolean }> {
  const row = await trx
    .insertInto('proof_use')
    .values({ digest, ended_at: null, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ expires_at: expiresAt }))
    .returning('ended_at')
    .executeTakeFirstOrThrow()
  return { isEnded: row.ended_at !== null }
}

/** From now on the proofs of these sessions begin no other. */
export const endProofsOf = (trx: Trx, sessionIds: readonly string[], now: Date) =>
  trx
    .updateTable('proof_use')
    .set({ ended_at: now })
    .where('digest', 'in', (digests) =>
      digests
        .selectFrom('session')
        .select((row) => row.ref('proof').$notNull().as('proof'))
        .where('id', 'in', sessionIds)
        .where('proof', 'is not', null),
    )
    .where('ended_at', 'is', null)
    .execute()

export const removeOldProofUses = (db: Db, now: Date) =>
  removeOld(db, { table: 'proof_use', column: 'expires_at', before: now })
