import { idsOf } from '../domain/verification.js'
import { getProfileForChange } from '../store/profiles.js'
import type { Trx } from '../store/schema.js'
import { saveVerification } from '../store/verifications.js'
import { publishChanges } from './change-profile.js'
import { recordAct } from './record-act.js'

/** What a moderator found. */
export interface Decision {
  readonly userId: string
  readonly verified: boolean
  readonly moderatorId: string
  readonly reason: string
}

/** Keeps a moderator's decision, has it audited and publishes it; one that changes nothing is not kept. */
export async function decideVerification(trx: Trx, decision: Decision, now: Date): Promise<void> {
  const { userId, verified, moderatorId, reason } = decision
  const row = await getProfileForChange(trx, userId)
  if (row.verified === verified) return
  await saveVerification(trx, {
    user_id: userId,
    verified,
    decided_at: now,
    moderator_id: moderatorId,
    case_id: null,
    reason,
    changed: [],
  })
  await recordAct(trx, { actorId: moderatorId, userId, action: verified ? 'VERIFIED' : 'UNVERIFIED', reason })
  const compared = verified ? idsOf(row.photos) : null
  await publishChanges(trx, userId, { verified, compared_photos: compared }, now)
}
