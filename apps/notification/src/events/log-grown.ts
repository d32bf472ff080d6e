import { LogGrown } from '@kindred/contracts/chat'
import { consumeTogether } from '@kindred/events'

import type { NotificationContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { applyLog } from '../writing/apply-log.js'
import type { LogEntry } from '../writing/log-entry.js'

export const logGrown = consumeTogether(LogGrown, (trx: Trx, events, { clock }: NotificationContext) => {
  const now = clock.now()
  const entries = events.flatMap((event) => event.entries)
  return applyLog(
    trx,
    entries.flatMap((entry) => toEntry(entry, now)),
    now,
  )
})

/** A kind that this version does not know yet is left alone. */
function toEntry({ kind, createdAt, ...entry }: LogGrown['entries'][number], now: Date): LogEntry[] {
  if (kind === 'UNSPECIFIED' || kind === 'UNRECOGNIZED') return []
  return [{ ...entry, kind, at: createdAt ?? now }]
}
