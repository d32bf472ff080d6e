/** Moves a read mark forward, never back and never beyond the newest message. */
export const advanceMark = (mark: number, upToSeq: number, lastSeq: number): number =>
  Math.max(mark, Math.min(upToSeq, lastSeq))
