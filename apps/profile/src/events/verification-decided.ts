import { VerificationDecided } from '@kindred/contracts/safety'
import { consume } from '@kindred/events'

import type { ProfileContext } from '../context.js'
import type { ProfileTables } from '../store/schema.js'
import { giveBadge } from '../writing/give-badge.js'

/** A video note that shows too little takes no badge away: whoever was verified before stays so. */
export const verificationDecided = consume<ProfileContext, VerificationDecided, ProfileTables>(
  VerificationDecided,
  async (trx, { userId, verified, caseId, decidedAt, seenAt }, { clock }) => {
    const finding = { userId, caseId, decidedAt: decidedAt!, seenAt: seenAt ?? decidedAt! }
    if (verified) await giveBadge(trx, finding, clock.now())
  },
)
