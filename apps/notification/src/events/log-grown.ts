import { LogGrown } from '@kindred/contracts/chat'
import { consumeTogether } from '@kindred/events'

import type { NotificationContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { applyLog } from '../writing/apply-log.js'
import type { LogEntry } from '../writing/log-entry.js'

export const logGrown = consumeTogether(LogGrown, (trx: Trx, events, { clock }: NotificationContext) => {
  const now = clock.now()
  const entries: LogEntry[] = []
  for (const event of events) for (const entry of event.entries) addEntry(entries, entry, now)
  return applyLog(trx, entries, now)
})

/** A kind that this version does not know yet is left alone. Its fields are named one by one, since a burst has thousands of entries. */
function addEntry(entries: LogEntry[], entry: LogGrown['entries'][number], now: Date): void {
  const { userId, position, kind, conversationId, actorId, seq, isOwn, farewell, createdAt } = entry
  if (kind === 'UNSPECIFIED' || kind === 'UNRECOGNIZED') return
  const at = createdAt ?? now
  entries.push({ userId, position, kind, conversationId, actorId, seq, isOwn, farewell, at })
}
