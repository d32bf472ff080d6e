/** A person's event log as far as it goes: the newest position, and the newest one that is no longer kept. */
export interface EventLog {
  readonly position: number
  readonly prunedPosition: number
}

/** Where to read a log from: after a position, or not at all because the reader must load everything anew. */
export type Start = { readonly kind: 'after'; readonly position: number } | { readonly kind: 'resync' }

/** The public form of a position. */
export const cursorOf = (position: number): string => String(position)

/** Where a reader goes on that has seen everything up to `cursor`. Old, future and foreign cursors need a resync. */
export function startAfter(log: EventLog, cursor: string): Start {
  const position = parse(cursor)
  if (position === undefined || position > log.position || position < log.prunedPosition) return { kind: 'resync' }
  return { kind: 'after', position }
}

const parse = (cursor: string): number | undefined => (/^(0|[1-9]\d{0,14})$/.test(cursor) ? Number(cursor) : undefined)
