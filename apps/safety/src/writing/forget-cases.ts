import { caseKeptMs } from '../domain/retention.js'
import { holdOldCases, removeCases } from '../store/old-cases.js'
import type { Trx } from '../store/schema.js'

/** Forgets up to `limit` cases a year after they closed, with their decisions; returns how many there were. The audit record stays. */
export async function forgetCases(trx: Trx, now: Date, limit: number): Promise<number> {
  const caseIds = await holdOldCases(trx, new Date(now.getTime() - caseKeptMs), limit)
  if (caseIds.length > 0) await removeCases(trx, caseIds)
  return caseIds.length
}
