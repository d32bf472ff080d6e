import { type EventLog, isKept, positionOf } from '../domain/position.js'
import type { TypingNotice } from '../store/notify.js'
import type { Db } from '../store/schema.js'
import type { ToldEventRow } from '../store/user-events.js'
import type { Carried, Change } from './carried.js'
import { readEventLogs, readLogs } from './read-logs.js'

/** An item of a stream: the position of an added person, an event, or a typing notice. */
export type Item =
  | { readonly kind: 'placed'; readonly userId: string; readonly position: number; readonly resync: boolean }
  | { readonly kind: 'event'; readonly row: ToldEventRow }
  | { readonly kind: 'typing'; readonly notice: TypingNotice }

const maxPeople = 100
const maxEvents = 50
const maxTold = 500

/** Yields the events of the carried people until the signal aborts, with backpressure: takes and reads no more than its consumer takes. */
export async function* follow(
  db: Db,
  carried: Carried,
  signal: AbortSignal,
): AsyncGenerator<readonly Item[]> {
  while (!signal.aborted) {
    const placed = await applyChanges(db, carried)
    if (placed.length > 0) yield placed
    const told = carried.takeTold(maxTold).map((row): Item => ({ kind: 'event', row }))
    if (told.length > 0) yield told
    const read = await readGrown(db, carried)
    if (read.length > 0) yield read
    const typing = carried.takeTyping().map((notice): Item => ({ kind: 'typing', notice }))
    if (typing.length > 0) yield typing
    await carried.untilWork(signal)
  }
}

async function applyChanges(db: Db, carried: Carried): Promise<Item[]> {
  const changes = carried.takeChanges()
  const added = changes.filter((change) => change.kind === 'add').map((change) => change.userId)
  const logs = await readEventLogs(db, [...new Set(added)])
  const items: Item[] = []
  for (const change of changes) {
    const log = logs.get(change.userId)
    if (change.kind === 'add' && log !== undefined) items.push(add(carried, change, log))
    else carried.positions.delete(change.userId)
  }
  return items
}

function add(carried: Carried, { userId, since }: Change, log: EventLog): Item {
  const position = since === undefined ? log.position : positionOf(since)
  const resync = position === undefined || !isKept(log, position)
  carried.positions.set(userId, resync ? log.position : position)
  // Reads once even when nothing seems missed: events committed since the log was read sent no notification to this stream.
  carried.noteGrown([userId])
  return { kind: 'placed', userId, position: log.position, resync }
}

async function readGrown(db: Db, carried: Carried): Promise<Item[]> {
  const after = carried.takeGrown(maxPeople)
  if (after.size === 0) return []
  const items: Item[] = []
  for (const [userId, { log, isKept, events }] of await readLogs(db, after, maxEvents)) {
    const last = events.at(-1)
    if (last !== undefined || !isKept) carried.positions.set(userId, last?.position ?? log.position)
    if (!isKept || events.length === maxEvents) carried.noteGrown([userId])
    if (!isKept) items.push({ kind: 'placed', userId, position: log.position, resync: true })
    for (const row of events) items.push({ kind: 'event', row })
  }
  return items
}
