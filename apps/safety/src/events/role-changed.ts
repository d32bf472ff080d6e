import { RoleChanged } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import { appendAudit } from '../store/audit.js'
import type { Tables } from '../store/schema.js'

/** Auth has no audit of its own. */
export const roleChanged = consume<SafetyContext, RoleChanged, Tables>(
  RoleChanged,
  (trx, { userId, role, granted, actorId }, { clock }) =>
    appendAudit(
      trx,
      {
        actorId: actorId === '' ? null : actorId,
        action: granted ? 'role.granted' : 'role.revoked',
        subjectId: userId,
        caseId: null,
        reason: actorId === '' ? 'KINDRED_ADMINS' : '',
        before: '',
        after: JSON.stringify({ role }),
      },
      clock.now(),
    ),
  { anyAge: true },
)
