/** An event that could not be handed over or applied, and why. */
export interface EventFailure {
  readonly eventId: string
  /** UPPER_SNAKE. */
  readonly code: string
}

/** The code of an event that was left alone, because an earlier one of its aggregate failed or the time was over. */
export const heldBack = 'HELD_BACK'
