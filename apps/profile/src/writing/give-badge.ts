import { idsOf } from '../domain/verification.js'
import { findProfileForChange } from '../store/profiles.js'
import type { Trx } from '../store/schema.js'
import { saveVerification } from '../store/verifications.js'
import { publishChanges } from './change-profile.js'

/** That a video note shows the person of the photos. */
export interface Finding {
  readonly userId: string
  readonly caseId: string
  readonly decidedAt: Date
  /** When the moderator looked at the photos first. */
  readonly seenAt: Date
}

/** Verifies a person, unless the profile has come to show something else since the moderator looked. The owner may have left long ago. */
export async function giveBadge(
  trx: Trx,
  { userId, caseId, decidedAt, seenAt }: Finding,
  now: Date,
): Promise<void> {
  const row = await findProfileForChange(trx, userId)
  if (row === undefined || row.verified) return
  if (row.shown_since !== null && row.shown_since >= seenAt) return
  const decision = { verified: true, decided_at: decidedAt, case_id: caseId, moderator_id: null }
  const record = { ...decision, user_id: userId, reason: null, changed: [] }
  await saveVerification(trx, record)
  await publishChanges(trx, userId, { verified: true, compared_photos: idsOf(row.photos) }, now)
}
