import { StaffActed, type StaffAction } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import { appendAudit } from '../store/audit.js'
import type { Tables } from '../store/schema.js'

const actions: Readonly<Partial<Record<StaffAction, string>>> = {
  PROFILE_SEEN: 'profile.seen',
  VERIFICATIONS_SEEN: 'verifications.seen',
  VERIFIED: 'verification.given',
  UNVERIFIED: 'verification.taken',
}

/** Profile has no audit of its own. */
export const staffActed = consume<SafetyContext, StaffActed, Tables>(
  StaffActed,
  (trx, { userId, actorId, action, reason }, { clock }) =>
    appendAudit(
      trx,
      {
        actorId,
        action: actions[action] ?? 'staff.acted',
        subjectId: userId,
        caseId: null,
        reason,
        before: '',
        after: '',
      },
      clock.now(),
    ),
  { anyAge: true },
)
