const minute = 60_000
const limits = [
  { most: 6, windowMs: 60 * minute },
  { most: 20, windowMs: 24 * 60 * minute },
] as const

/** A change older than this counts for no limit and is forgotten. */
export const changesMatterForMs = 24 * 60 * minute

/** The next full or half hour, strictly after now: when a later position begins to count. */
export const nextTick = (now: Date): Date =>
  new Date((Math.floor(now.getTime() / (30 * minute)) + 1) * 30 * minute)

/** Whole seconds until another change of place is allowed, 0 when it is allowed now. `changes` are the times of the earlier ones. */
export function secondsUntilChange(changes: readonly Date[], now: Date): number {
  const newestFirst = changes.map((change) => change.getTime()).sort((a, b) => b - a)
  const waits = limits.map(({ most, windowMs }) => {
    const blocking = newestFirst[most - 1]
    return blocking === undefined ? 0 : blocking + windowMs - now.getTime()
  })
  return Math.ceil(Math.max(0, ...waits) / 1000)
}

/** Where a person is, as others see it, and where that will be from a later moment on. */
export interface Place {
  readonly cell: string | null
  readonly pending_cell: string | null
  readonly pending_due_at: Date | null
}

/** What a position makes of a place. */
export type Move =
  | { readonly kind: 'stays'; readonly effectiveAt: Date }
  | { readonly kind: 'first'; readonly effectiveAt: Date; readonly place: Place & { readonly cell: string } }
  | { readonly kind: 'later'; readonly effectiveAt: Date; readonly place: Place }

/** The first cell counts at once, another one from the next tick on, and the same one changes nothing. */
export function moveTo(cell: string, place: Place, now: Date): Move {
  if (place.cell === null) {
    return { kind: 'first', effectiveAt: now, place: { cell, pending_cell: null, pending_due_at: null } }
  }
  if (cell === (place.pending_cell ?? place.cell))
    return { kind: 'stays', effectiveAt: place.pending_due_at ?? now }
  const back = cell === place.cell
  const effectiveAt = back ? now : nextTick(now)
  return {
    kind: 'later',
    effectiveAt,
    place: { cell: place.cell, pending_cell: back ? null : cell, pending_due_at: back ? null : effectiveAt },
  }
}
