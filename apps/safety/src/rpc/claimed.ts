import type { ClaimCaseResponse } from '@kindred/contracts/safety'

import { toSummary } from '../staff-messages.js'
import { getListedCase } from '../store/case-list.js'
import type { CaseRow, Trx } from '../store/schema.js'

/** The answer to every claim. */
export const toClaimed = async (trx: Trx, row: CaseRow, callerId: string): Promise<ClaimCaseResponse> => ({
  case: toSummary(await getListedCase(trx, row.id, callerId), callerId),
  leaseId: row.lease_id ?? '',
  leaseEndsAt: row.lease_ends_at ?? undefined,
})
