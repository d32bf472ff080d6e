import type { ProfileServiceService, Verification } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { getProfile } from '../store/profiles.js'
import type { VerificationRow } from '../store/schema.js'
import { listVerifications as list } from '../store/verifications.js'
import { recordAct } from '../writing/record-act.js'

const maxListed = 100

export const listVerifications: Handler<ProfileContext, ProfileServiceService['listVerifications']> = async (
  { db },
  { userId },
  call,
) => {
  await getProfile(db, userId)
  const { userId: actorId } = userOf(call.principal)
  await transact(db, (trx) => recordAct(trx, { actorId, userId, action: 'VERIFICATIONS_SEEN' }))
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
