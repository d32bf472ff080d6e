import type { Look } from '../domain/photo-state.js'
import type { Sample } from '../pictures/sample.js'

/** Looks at pictures. One that looks now, or none: what cannot be looked at now is looked at later. */
export interface Classifier {
  /** What would look at a picture now, with its version; undefined until that is known. */
  model(): string | undefined
  /** False while it would be in vain to ask. */
  isThere(): boolean
  /** Says that a picture will come. */
  warm(): void
  /** Throws LookFailed. Urgent ones come before all others. */
  look(sample: Sample, asked: Asked): Promise<Look>
  close(): Promise<void>
}

export interface Asked {
  readonly isUrgent: boolean
  /** Takes it out while it waits. */
  readonly signal: AbortSignal
}

/** There was no look. */
export class LookFailed extends Error {
  override readonly name = 'LookFailed'
  /** `away`: nothing there to look. `picture`: there was, but this picture took too long or brought it down. */
  readonly at: 'away' | 'picture'

  constructor(at: LookFailed['at'], message: string, cause?: unknown) {
    super(message, { cause })
    this.at = at
  }
}

/** No look takes longer. */
export const lookLimitMs = 2_000
