import { graceMs } from '../domain/presence.js'
import { apply } from '../domain/thread.js'
import type { Trx } from '../store/schema.js'
import { listSides, saveSides, type SideRow } from '../store/sides.js'
import { nameOf } from '../store/threads.js'
import type { LogEntry } from './log-entry.js'

/**
 * Learns what changes nothing of what people are told, which is nearly everything: messages to whoever looks at the app, and what people
 * write and read with nothing to tell them. Returns the entries of all others. The caller holds the lock of the people.
 */
export async function applyCalm(trx: Trx, entries: readonly LogEntry[], now: Date): Promise<LogEntry[]> {
  const logs = byConversation(entries)
  const keys = [...logs.values()].map(([first]) => first!)
  const rows = await listSides(trx, keys, new Date(now.getTime() - graceMs))
  const sides = new Map(
    rows.map((row) => [nameOf({ userId: row.user_id, conversationId: row.conversation_id }), row]),
  )
  // Of one person all or nothing: a notice may depend on several conversations.
  const restless = new Set<string>()
  for (const [name, log] of logs) if (!isCalm(log, sides.get(name))) restless.add(log[0]!.userId)
  const calm = [...logs].filter(([, log]) => !restless.has(log[0]!.userId))
  await saveSides(
    trx,
    calm.map(([name, log]) => after(sides.get(name)!, log)),
  )
  return restless.size === 0 ? [] : entries.filter(({ userId }) => restless.has(userId))
}

function byConversation(entries: readonly LogEntry[]): ReadonlyMap<string, readonly LogEntry[]> {
  const logs = new Map<string, LogEntry[]>()
  for (const entry of entries) {
    const name = nameOf(entry)
    const known = logs.get(name)
    if (known === undefined) logs.set(name, [entry])
    else known.push(entry)
  }
  return logs
}

/** A side that is known shows that neither of the two has left: who leaves takes it along. */
const isCalm = (log: readonly LogEntry[], side: SideRow | undefined): boolean =>
  side !== undefined &&
  !side.ended &&
  !side.is_told &&
  log.every(({ kind, userId, actorId }) => {
    if (kind !== 'MESSAGE' && kind !== 'READ') return false
    return actorId === userId || (actorId === side.partner_id && (side.is_open || kind === 'READ'))
  })

const after = (side: SideRow, log: readonly LogEntry[]): SideRow =>
  log.reduce((thread, entry) => apply(thread, entry, side.is_open).thread, side)
