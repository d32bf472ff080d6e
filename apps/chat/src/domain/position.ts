/** The newest position of a person's event log, and the newest one that is no longer kept. */
export interface EventLog {
  readonly position: number
  readonly prunedPosition: number
}

export const cursorOf = (position: number): string => String(position)

/** Undefined for a text that is no cursor. */
export const positionOf = (cursor: string): number | undefined =>
  /^(0|[1-9]\d{0,14})$/.test(cursor) ? Number(cursor) : undefined

/** True when the log still has every event after a position, and the position is not beyond its end. */
export const isKept = (log: EventLog, position: number): boolean =>
  position >= log.prunedPosition && position <= log.position
