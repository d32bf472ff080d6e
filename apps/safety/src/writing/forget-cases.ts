import { caseKeptMs } from '../domain/retention.js'
import { holdOldCases, removeCases } from '../store/old-cases.js'
import type { Trx } from '../store/schema.js'
import { forgetIfGone } from './forget-standing.js'

/**
 * Forgets up to `limit` cases a year after they closed, with their decisions, and whose a deleted account was that they were about; returns
 * how many there were. The audit record stays.
 */
export async function forgetCases(trx: Trx, now: Date, limit: number): Promise<number> {
  const caseIds = await holdOldCases(trx, new Date(now.getTime() - caseKeptMs), limit)
  if (caseIds.length === 0) return 0
  const people = await removeCases(trx, caseIds)
  for (const userId of people) await forgetIfGone(trx, userId)
  return caseIds.length
}
