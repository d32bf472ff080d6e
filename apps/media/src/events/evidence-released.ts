import { EvidenceReleased } from '@kindred/contracts/safety'
import { consume } from '@kindred/events'

import type { MediaContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { releaseHold } from '../writing/release-hold.js'

export const evidenceReleased = consume<MediaContext, EvidenceReleased, Tables>(
  EvidenceReleased,
  (trx, { caseId }) => releaseHold(trx, caseId),
  { anyAge: true },
)
