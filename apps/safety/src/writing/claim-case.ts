import {
  caseAboutYourself,
  caseClaimed,
  caseClosed,
  caseNotFound,
  caseOwnDecision,
  caseQueueEmpty,
  claimLost,
} from '../domain/staff-errors.js'
import {
  claimNext,
  findCaseForChange,
  type HeldCase,
  renewLease,
  saveClaim,
  saveRelease,
} from '../store/claims.js'
import type { CaseKind, CaseRow, Trx } from '../store/schema.js'

/** A claim as its holder names it. */
export interface Claim {
  readonly caseId: string
  readonly leaseId: string
  readonly moderatorId: string
}

/** Claims the worst case that is free and that the moderator may decide. */
export async function claimNextCase(
  trx: Trx,
  moderatorId: string,
  kind: CaseKind | undefined,
): Promise<CaseRow> {
  const claimed = await claimNext(trx, moderatorId, kind)
  if (claimed === undefined) throw caseQueueEmpty()
  return claimed
}

/** Claims one case. Whoever has it already keeps it under a new claim: two windows of one moderator do not both decide. */
export async function claimCase(trx: Trx, caseId: string, moderatorId: string): Promise<CaseRow> {
  const found = await findCaseForChange(trx, caseId, moderatorId)
  if (found === undefined) throw caseNotFound()
  if (found.state === 'CLOSED') throw caseClosed()
  if (!found.is_impartial) throw found.is_outside ? caseOwnDecision() : caseAboutYourself()
  if (!found.is_free && found.claimant_id !== moderatorId) throw caseClaimed()
  return saveClaim(trx, caseId, moderatorId)
}

/** The case of a claim that holds, held until the transaction ends. Throws CLAIM_LOST for any other. */
export async function requireClaim(trx: Trx, { caseId, leaseId, moderatorId }: Claim): Promise<HeldCase> {
  const found = await findCaseForChange(trx, caseId, moderatorId)
  if (found === undefined) throw caseNotFound()
  const isMine = found.lease_id === leaseId && found.claimant_id === moderatorId
  if (found.state !== 'CLAIMED' || !isMine || found.is_free || !found.is_impartial) throw claimLost()
  return found
}

export async function renewClaim(trx: Trx, claim: Claim): Promise<Date> {
  await requireClaim(trx, claim)
  return renewLease(trx, claim.caseId)
}

export async function releaseClaim(trx: Trx, claim: Claim): Promise<void> {
  await requireClaim(trx, claim)
  await saveRelease(trx, claim.caseId)
}
