/** A sign of abuse that another service has seen. */
export type MarkName = 'REPEATED_FIRST_MESSAGE' | 'EARLY_CONTACT' | 'HASTY_LIKES'

const perKind = 30
const perRepeat = 2
const max = 100

/** What signs of abuse add to a case that people have opened by their reports: less than one more reporter does. */
export const severityOfMarks = (marks: readonly { readonly times: number }[]): number =>
  Math.min(
    max,
    marks.reduce((sum, { times }) => sum + perKind + (times - 1) * perRepeat, 0),
  )
