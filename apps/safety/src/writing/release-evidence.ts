import { EvidenceReleased } from '@kindred/contracts/safety'
import { publish } from '@kindred/events'

import { holdCasesToRelease, saveReleased } from '../store/cases.js'
import { removeEvidence } from '../store/evidence.js'
import { stripReports } from '../store/reports.js'
import type { Trx } from '../store/schema.js'

/** Lets the evidence of up to `limit` cases go that were closed before a moment, here and where copies are held; returns how many there were. */
export async function releaseEvidence(
  trx: Trx,
  { closedBefore, limit, now }: { readonly closedBefore: Date; readonly limit: number; readonly now: Date },
): Promise<number> {
  const caseIds = await holdCasesToRelease(trx, closedBefore, limit)
  if (caseIds.length === 0) return 0
  await removeEvidence(trx, caseIds)
  await stripReports(trx, caseIds)
  await saveReleased(trx, caseIds, now)
  for (const caseId of caseIds) await publish(trx, EvidenceReleased, caseId, { caseId })
  return caseIds.length
}
