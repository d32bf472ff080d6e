import type { Mark } from './mark.js'
import { type Reason, urgency } from './report.js'

/** What a report adds to its case. */
export interface Voice {
  /** Tells reporters of a case apart. */
  readonly reporter_ref: string
  readonly reason: Reason
  /** How much the reporter's word counts, in hundredths. */
  readonly weight: number
}

/** The weight of three reporters whose word counts in full. */
const hidingWeight = 300
/** So that no number of reporters puts another reason before the most urgent ones. */
const maxOfVoices = 1_000
/** A mark is a hint: three of a kind count as much as one reporter, all together as much as two. */
const [ofMark, maxTimes, maxOfMarks] = [35, 3, 200]

/** How much all reporters of a case count, each once. */
export function weightOf(voices: readonly Voice[]): number {
  const heaviest = new Map<string, number>()
  for (const { reporter_ref, weight } of voices)
    heaviest.set(reporter_ref, Math.max(weight, heaviest.get(reporter_ref) ?? 0))
  return [...heaviest.values()].reduce((sum, weight) => sum + weight, 0)
}

/** How much is added by what services noticed. */
const weightOfMarks = (marks: readonly Mark[]): number =>
  Math.min(
    marks.reduce((sum, { times }) => sum + ofMark * Math.min(times, maxTimes), 0),
    maxOfMarks,
  )

/**
 * A case's place in the queue, the highest first: its most urgent report as far as its reporter is believed, how many report, and what
 * services noticed about the person.
 */
export function severityOf(voices: readonly Voice[], marks: readonly Mark[] = []): number {
  const worst = Math.max(0, ...voices.map(({ reason, weight }) => (urgency[reason] * weight) / 100))
  return Math.round(worst) + Math.min(weightOf(voices), maxOfVoices) + weightOfMarks(marks)
}

/** Whether so many people report somebody that nobody else should meet the person before a moderator has looked. */
export const hidesUntilLooked = (voices: readonly Voice[]): boolean => weightOf(voices) >= hidingWeight
