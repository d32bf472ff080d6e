import type { ModerationServiceService } from '@kindred/contracts/safety'
import type { Handlers } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { claimCase } from './claim-case.js'
import { claimNextCase } from './claim-next-case.js'
import { decideCase } from './decide-case.js'
import { findPeople } from './find-people.js'
import { getCase } from './get-case.js'
import { getNumbers } from './get-numbers.js'
import { getPersonCard } from './get-person-card.js'
import { liftSanction } from './lift-sanction.js'
import { listAudit } from './list-audit.js'
import { listCases } from './list-cases.js'
import { readVerificationVideo } from './read-verification-video.js'
import { releaseClaim } from './release-claim.js'
import { renewClaim } from './renew-claim.js'
import { undoDecision } from './undo-decision.js'
import { verifyAudit } from './verify-audit.js'

export const moderationHandlers: Handlers<SafetyContext, typeof ModerationServiceService> = {
  listCases,
  claimNextCase,
  claimCase,
  renewClaim,
  releaseClaim,
  getCase,
  decideCase,
  undoDecision,
  findPeople,
  getPersonCard,
  liftSanction,
  listAudit,
  verifyAudit,
  getNumbers,
  readVerificationVideo,
}
