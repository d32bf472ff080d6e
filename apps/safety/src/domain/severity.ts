import { type Reason, urgency } from './report.js'

/** What a report adds to its case. */
export interface Voice {
  /** Tells reporters of a case apart. */
  readonly reporter_ref: string
  readonly reason: Reason
  /** How much the reporter's word counts, in hundredths. */
  readonly weight: number
}

/** A voice with when it was heard. */
interface TimedVoice extends Voice {
  readonly created_at: Date
}

/** The weight of three reporters whose word counts in full. */
const hidingWeight = 300
/** So that no number of reporters puts another reason before the most urgent ones. */
const maxOfVoices = 1_000

/** How much all reporters of a case count, each once. */
function weightOf(voices: readonly Voice[]): number {
  const heaviest = new Map<string, number>()
  for (const { reporter_ref, weight } of voices)
    heaviest.set(reporter_ref, Math.max(weight, heaviest.get(reporter_ref) ?? 0))
  return [...heaviest.values()].reduce((sum, weight) => sum + weight, 0)
}

/** A case's place in the queue, the highest first: its most urgent report as far as its reporter is believed, and how many report. */
export function severityOf(voices: readonly Voice[]): number {
  const worst = Math.max(0, ...voices.map(({ reason, weight }) => (urgency[reason] * weight) / 100))
  return Math.round(worst) + Math.min(weightOf(voices), maxOfVoices)
}

/** The voices of those who had not spoken before a moment. */
export function voicesSince<Heard extends TimedVoice>(voices: readonly Heard[], since: Date): Heard[] {
  const before = voices.filter(({ created_at }) => created_at <= since).map((voice) => voice.reporter_ref)
  return voices.filter(({ reporter_ref }) => !before.includes(reporter_ref))
}

/** Whether so many people report somebody that nobody else should meet the person before a moderator has looked. */
export const hidesUntilLooked = (voices: readonly Voice[]): boolean => weightOf(voices) >= hidingWeight
