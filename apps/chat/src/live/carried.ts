import { onAbort } from '@kindred/kernel'

import type { TypingNotice } from '../store/notify.js'
import type { ToldEventRow } from '../store/user-events.js'

/** A gateway adds a person to its stream or removes one. */
export interface Change {
  readonly kind: 'add' | 'remove'
  readonly userId: string
  /** The cursor after which an added person's events are sent; undefined for new events only. */
  readonly since?: string | undefined
}

/**
 * The state of one gateway's stream: the people it carries, the position that each has reached, and what waits to be handled for them. Only
 * holds it in memory; `follow` reads the database and empties it.
 */
export interface Carried {
  /** The position up to which each person's events have been sent. */
  readonly positions: Map<string, number>
  /** Remembers a change of whom the stream carries. */
  change(change: Change): void
  /** Remembers, of those whom the stream carries, the people whose logs may have grown. */
  noteGrown(userIds: Iterable<string>): void
  /** Takes events of people, each person's in order; those of somebody whom the stream does not carry are dropped. */
  tell(rows: readonly ToldEventRow[]): void
  /** Drops a notice for somebody whom the stream does not carry. */
  typing(notice: TypingNotice): void
  /** The changes since the last call. */
  takeChanges(): Change[]
  /**
   * Takes out at most `limit` of the events that come next for their people, whose positions move. Of somebody whose next event is missing
   * the log has grown.
   */
  takeTold(limit: number): ToldEventRow[]
  /** Takes out at most `limit` people whose logs may have grown, with their positions. */
  takeGrown(limit: number): Map<string, number>
  takeTyping(): TypingNotice[]
  /** Resolves when there is work to take or the signal aborts. */
  untilWork(signal: AbortSignal): Promise<void>
}

/** A stream this far behind loses typing notices, which are out of date by then. */
const maxTyping = 1_000
/** A stream this far behind reads from the database instead. */
const maxTold = 2_000

export function createCarried(): Carried {
  const positions = new Map<string, number>()
  const grown = new Set<string>()
  const changes: Change[] = []
  const typing: TypingNotice[] = []
  let told: ToldEventRow[] = []
  let wake: (() => void) | undefined

  const hasWork = (): boolean => changes.length + grown.size + typing.length + told.length > 0
  const ring = (): void => {
    if (hasWork()) wake?.()
  }

  return {
    positions,
    change(change) {
      changes.push(change)
      ring()
    },
    noteGrown(userIds) {
      for (const userId of userIds) if (positions.has(userId)) grown.add(userId)
      ring()
    },
    tell(rows) {
      const carried = rows.filter((row) => positions.has(row.user_id))
      const taken = carried.slice(0, maxTold - told.length)
      told = told.concat(taken)
      for (const row of carried.slice(taken.length)) grown.add(row.user_id)
      ring()
    },
    typing(notice) {
      if (positions.has(notice.to) && typing.length < maxTyping) typing.push(notice)
      ring()
    },
    takeChanges: () => changes.splice(0),
    takeTold(limit) {
      const taken = told.splice(0, limit)
      return taken.filter((row) => isNext(positions, grown, row))
    },
    takeGrown(limit) {
      const taken = [...grown].slice(0, limit)
      for (const userId of taken) grown.delete(userId)
      return new Map(taken.flatMap((userId) => positionOf(positions, userId)))
    },
    takeTyping: () => typing.splice(0),
    untilWork(signal) {
      return new Promise((resolve) => {
        if (hasWork() || signal.aborted) return resolve()
        const done = (): void => {
          wake = undefined
          forget()
          resolve()
        }
        const forget = onAbort(signal, done)
        wake = done
      })
    },
  }
}

/** Moves the person's position to the event when it is the next one. */
function isNext(positions: Map<string, number>, grown: Set<string>, row: ToldEventRow): boolean {
  const { user_id: userId, position } = row
  const reached = positions.get(userId)
  if (reached === undefined || position <= reached) return false
  if (position > reached + 1) {
    grown.add(userId)
    return false
  }
  positions.set(userId, position)
  return true
}

function positionOf(positions: ReadonlyMap<string, number>, userId: string): [string, number][] {
  const position = positions.get(userId)
  return position === undefined ? [] : [[userId, position]]
}
