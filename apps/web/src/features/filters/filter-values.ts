import type { CandidateFilters, Importance } from '@kindred/client'

/** The line of heights in centimetres; its ends stand for no bound. */
export const heights = { min: 140, max: 220 } as const

/** Both ends of a span of heights. */
export interface HeightSpan {
  readonly from: number
  readonly to: number
}

const clamp = (height: number): number => Math.min(heights.max, Math.max(heights.min, height))

/** The span that filters ask for, on the line. */
export const heightsOf = ({ min_height_cm: min, max_height_cm: max }: CandidateFilters): HeightSpan => ({
  from: clamp(min ?? heights.min),
  to: clamp(max ?? heights.max),
})

/** Filters with another span. */
export function withHeights(filters: CandidateFilters, { from, to }: HeightSpan): CandidateFilters {
  const changed = { ...filters }
  delete changed.min_height_cm
  delete changed.max_height_cm
  if (from > heights.min) changed.min_height_cm = from
  if (to < heights.max) changed.max_height_cm = to
  return changed
}

/** What may matter, in the order of showing. */
export const terms = ['distance', 'interests', 'activity'] as const satisfies (keyof Importance)[]
/** How much a term matters, from little to much. */
export const levels = ['less', 'usual', 'more'] as const

type Term = (typeof terms)[number]
type Level = (typeof levels)[number]

const percents: Readonly<Record<Level, number | undefined>> = { less: 50, usual: undefined, more: 150 }

/** The nearest level for the stored percent. */
export function levelOf(percent: number | undefined): Level {
  if (percent === undefined || (percent >= 75 && percent <= 125)) return 'usual'
  return percent < 75 ? 'less' : 'more'
}

/** Importance with another level of one term; the usual one is not stored. */
export function withLevel(importance: Importance, term: Term, level: Level): Importance {
  const { [term]: _, ...others } = importance
  const percent = percents[level]
  return percent === undefined ? others : { ...others, [term]: percent }
}
