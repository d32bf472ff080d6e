/** What became of a person's reports so far. */
interface ReporterHistory {
  readonly upheld: number
  readonly dismissed: number
}

const fullWeight = 100
const minWeight = 10
/** Fewer answers than this say nothing about a reporter. */
const minAnswers = 3

/** How much a reporter's word counts, in hundredths: in full, and less for whoever was mostly wrong; never nothing. */
export function weightOfReporter({ upheld, dismissed }: ReporterHistory): number {
  const answers = upheld + dismissed
  if (answers < minAnswers || upheld >= dismissed) return fullWeight
  return Math.max(minWeight, Math.round((2 * fullWeight * upheld) / answers))
}
