import { onAbort } from '@kindred/kernel'

import type { TypingNotice } from '../store/notify.js'

/** A gateway adds a person to its stream or removes one. */
export interface Change {
  readonly kind: 'add' | 'remove'
  readonly userId: string
  /** The cursor after which an added person's events are sent; undefined for new events only. */
  readonly since?: string | undefined
}

/** The people whom one stream carries and the work that is due for them. Never reads a database. */
export interface Carried {
  /** The position up to which each person's events have been sent. */
  readonly positions: Map<string, number>
  change(change: Change): void
  /** Notes that these people's logs may have grown. */
  grew(userIds: Iterable<string>): void
  typing(notice: TypingNotice): void
  takeChanges(): Change[]
  /** At most `limit` people whose logs may have grown, with their positions. */
  takeGrown(limit: number): Map<string, number>
  takeTyping(): TypingNotice[]
  /** Resolves when there is work to take or the signal aborts. */
  work(signal: AbortSignal): Promise<void>
}

/** A stream this far behind loses typing notices, which are out of date by then. */
const maxTyping = 1_000

export function createCarried(): Carried {
  const positions = new Map<string, number>()
  const grown = new Set<string>()
  const changes: Change[] = []
  const typing: TypingNotice[] = []
  let wake: (() => void) | undefined

  const hasWork = (): boolean => changes.length + grown.size + typing.length > 0
  const ring = (): void => {
    if (hasWork()) wake?.()
  }

  return {
    positions,
    change(change) {
      changes.push(change)
      ring()
    },
    grew(userIds) {
      for (const userId of userIds) if (positions.has(userId)) grown.add(userId)
      ring()
    },
    typing(notice) {
      if (positions.has(notice.to) && typing.length < maxTyping) typing.push(notice)
      ring()
    },
    takeChanges: () => changes.splice(0),
    takeGrown(limit) {
      const taken = [...grown].slice(0, limit)
      for (const userId of taken) grown.delete(userId)
      return new Map(taken.flatMap((userId) => positionOf(positions, userId)))
    },
    takeTyping: () => typing.splice(0),
    work(signal) {
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

function positionOf(positions: ReadonlyMap<string, number>, userId: string): [string, number][] {
  const position = positions.get(userId)
  return position === undefined ? [] : [[userId, position]]
}
