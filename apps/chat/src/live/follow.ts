import { startAfter } from '../domain/position.js'
import { type TypingNotice } from '../store/notify.js'
import { type Db } from '../store/schema.js'
import { listUserEvents, type ToldEventRow } from '../store/user-events.js'
import { listUserStreams } from '../store/user-streams.js'
import { type Carried, type Change } from './carried.js'

/** What a stream brings: the answer to an add, an event, or that somebody types. */
export type Item =
  | { readonly kind: 'added'; readonly userId: string; readonly position: number; readonly resync: boolean }
  | { readonly kind: 'event'; readonly row: ToldEventRow }
  | { readonly kind: 'typing'; readonly notice: TypingNotice }

const mostPeople = 100
const mostEvents = 50

/** Brings what happens to the carried people until the signal aborts; takes no more from the database than is asked for. */
export async function* follow(db: Db, carried: Carried, signal: AbortSignal): AsyncGenerator<Item> {
  while (!signal.aborted) {
    yield* applyChanges(db, carried)
    yield* readGrown(db, carried)
    for (const notice of carried.takeTyping()) yield { kind: 'typing', notice }
    await carried.work(signal)
  }
}

async function* applyChanges(db: Db, carried: Carried): AsyncGenerator<Item> {
  const changes = carried.takeChanges()
  const added = changes.filter((change) => change.kind === 'add').map((change) => change.userId)
  const logs = new Map(
    (added.length === 0 ? [] : await listUserStreams(db, added)).map((row) => [
      row.user_id,
      { position: row.position, prunedPosition: row.pruned_position },
    ]),
  )
  for (const change of changes) {
    if (change.kind === 'add') yield add(carried, change, logs.get(change.userId) ?? empty)
    else carried.positions.delete(change.userId)
  }
}

const empty = { position: 0, prunedPosition: 0 }

function add(carried: Carried, { userId, since }: Change, log: typeof empty): Item {
  const start = since === undefined ? { kind: 'after' as const, position: log.position } : startAfter(log, since)
  const resync = start.kind === 'resync'
  carried.positions.set(userId, resync ? log.position : start.position)
  // Reads once even when nothing is missed: what was committed since the log was looked at notified nobody here.
  carried.grew([userId])
  return { kind: 'added', userId, position: log.position, resync }
}

async function* readGrown(db: Db, carried: Carried): AsyncGenerator<Item> {
  const after = carried.takeGrown(mostPeople)
  if (after.size === 0) return
  const counts = new Map<string, number>()
  for (const row of await listUserEvents(db, after, mostEvents)) {
    carried.positions.set(row.user_id, row.position)
    const count = (counts.get(row.user_id) ?? 0) + 1
    counts.set(row.user_id, count)
    if (count === mostEvents) carried.grew([row.user_id])
    yield { kind: 'event', row }
  }
}
