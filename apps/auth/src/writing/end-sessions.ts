import { revocationLifeMs } from '../domain/session-rules.js'
import { endProofsOf } from '../store/proof-uses.js'
import { listAsRevoked, notifyRevocations, saveRevocations } from '../store/revocations.js'
import type { Trx } from '../store/schema.js'

/** Signs sessions out: they end, and the proofs that began them begin no other. */
export async function signOutSessions(trx: Trx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await endProofsOf(trx, ids, now)
  await revokeSessions(trx, ids, now)
}

/** Ends sessions; when the transaction commits, every instance of auth hears of it. Those that ended before stay as they are. */
export async function revokeSessions(
  trx: Trx,
  ids: readonly string[],
  now: Date,
  { shutOut = false }: { readonly shutOut?: boolean } = {},
): Promise<void> {
  if (ids.length === 0) return
  const revoked = await saveRevocations(trx, ids, now)
  if (revoked.length === 0) return
  await listAsRevoked(trx, revoked, { expiresAt: new Date(now.getTime() + revocationLifeMs), shutOut })
  await notifyRevocations(trx)
}
