/** Where a read mark stands after a wish to move it: never back, and never beyond the newest message. */
export const advanceMark = (mark: number, upToSeq: number, lastSeq: number): number =>
  Math.max(mark, Math.min(upToSeq, lastSeq))
