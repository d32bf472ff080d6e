/** A person's event log as far as it goes: the newest position, and the newest one that is no longer kept. */
export interface EventLog {
  readonly position: number
  readonly prunedPosition: number
}

/** The public form of a position. */
export const cursorOf = (position: number): string => String(position)

/** The position of a cursor; undefined for a text that never was one. */
export const positionOf = (cursor: string): number | undefined =>
  /^(0|[1-9]\d{0,14})$/.test(cursor) ? Number(cursor) : undefined

/** True when a log still has everything after a position, and has come as far as it. */
export const isKept = (log: EventLog, position: number): boolean =>
  position >= log.prunedPosition && position <= log.position
