import { reportIncomplete, targetIsSelf } from './errors.js'
import type { ContextKind } from './report.js'

/** What a report points at. */
interface Pointers {
  readonly reporterId: string
  readonly targetId: string | undefined
  readonly contextKind: ContextKind
  readonly photoId: string | undefined
  readonly conversationId: string | undefined
  readonly messageIds: readonly string[]
}

/** Throws TARGET_IS_SELF, or REPORT_INCOMPLETE for a report that does not name what its kind is about. */
export function checkReport(report: Pointers): void {
  const { reporterId, targetId, contextKind, photoId, conversationId, messageIds } = report
  if (targetId === reporterId) throw targetIsSelf()
  const isOfChat = contextKind === 'MESSAGE' || contextKind === 'CONVERSATION'
  if (isOfChat && conversationId === undefined)
    throw reportIncomplete('/context/conversation_id', 'Say which conversation.')
  if (contextKind === 'MESSAGE' && messageIds.length === 0)
    throw reportIncomplete('/context/message_ids', 'Say which messages.')
  if (contextKind === 'PHOTO' && photoId === undefined)
    throw reportIncomplete('/context/photo_id', 'Say which photo.')
  if (targetId === undefined && conversationId === undefined)
    throw reportIncomplete('/target_user_id', 'Say who, or in which conversation.')
}
