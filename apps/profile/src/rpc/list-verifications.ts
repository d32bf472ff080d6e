import type { ProfileServiceService, Verification } from '@kindred/contracts/profile'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { getProfile } from '../store/profiles.js'
import type { VerificationRow } from '../store/schema.js'
import { listVerifications as list } from '../store/verifications.js'

const maxListed = 100

export const listVerifications: Handler<ProfileContext, ProfileServiceService['listVerifications']> = async (
  { db },
  { userId },
) => {
  await getProfile(db, userId)
  return { verifications: (await list(db, userId, maxListed)).map(toVerification) }
}

const toVerification = (row: VerificationRow): Verification => ({
  verified: row.verified,
  decidedAt: row.decided_at,
  moderatorId: row.moderator_id ?? undefined,
  caseId: row.case_id ?? undefined,
  reason: row.reason ?? undefined,
  changed: row.changed,
})
