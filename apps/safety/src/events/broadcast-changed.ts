import { BroadcastChanged } from '@kindred/contracts/notification'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import { appendAudit } from '../store/audit.js'
import type { Tables } from '../store/schema.js'

/** Notification has no audit of its own. */
export const broadcastChanged = consume<SafetyContext, BroadcastChanged, Tables>(
  BroadcastChanged,
  (
    trx,
    { broadcastId, actorId, act, language, activeWithinDays, verifiedOnly, people, fromChat },
    { clock },
  ) =>
    appendAudit(
      trx,
      {
        actorId,
        action: `broadcast.${act.toLowerCase()}`,
        subjectId: null,
        caseId: null,
        reason: '',
        before: '',
        after: JSON.stringify({ broadcastId, language, activeWithinDays, verifiedOnly, people, fromChat }),
      },
      clock.now(),
    ),
  { anyAge: true },
)
