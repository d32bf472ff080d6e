import type { CaseDeskServiceService } from '@kindred/contracts/safety'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { caseNotFound } from '../domain/staff-errors.js'
import { savePosted, savePostponed } from '../store/case-posts.js'

export const finishCasePost: Handler<SafetyContext, CaseDeskServiceService['finishCasePost']> = async (
  { db },
  { caseId, version, outcome, telegramMessageId: messageId, chatKey },
) => {
  const isKnown =
    outcome === 'RETRY'
      ? await savePostponed(db, caseId)
      : await savePosted(db, {
          caseId,
          version,
          chatKey,
          messageId: outcome === 'SENT' ? messageId : undefined,
        })
  if (!isKnown) throw caseNotFound()
  return {}
}
