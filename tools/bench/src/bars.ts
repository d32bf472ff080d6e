import { type Spread, spreadText } from './spread.js'
import { textTable } from './table.js'

/** Something that must hold. */
export interface Bar {
  readonly name: string
  /** Which data it was measured on. */
  readonly size: string
  readonly measured: Spread
  readonly unit: string
  readonly atLeast?: number
  readonly atMost?: number
  /** False for what is shown but not judged here; the reason stands in `note`. */
  readonly judged: boolean
  readonly note: string
}

export type Verdict = 'met' | 'NOT met' | '-'

/** Judged by the median of the rounds. */
export function verdictOf({ measured, atLeast, atMost, judged }: Bar): Verdict {
  if (!judged) return '-'
  const met = measured.median >= (atLeast ?? -Infinity) && measured.median <= (atMost ?? Infinity)
  return met ? 'met' : 'NOT met'
}

/** Head and rows for a table of bars. */
export function barRows(bars: readonly Bar[]): { head: string[]; rows: string[][] } {
  return {
    head: ['bar', 'size', 'wanted', 'measured', 'verdict', 'note'],
    rows: bars.map((bar) => [
      bar.name,
      bar.size,
      wanted(bar),
      `${spreadText(bar.measured)} ${bar.unit}`.trim(),
      verdictOf(bar),
      bar.note,
    ]),
  }
}

export const barTable = (bars: readonly Bar[]): string => {
  const { head, rows } = barRows(bars)
  return textTable(head, rows)
}

/** Nothing of what is there for information only. */
function wanted({ atLeast, atMost, unit }: Bar): string {
  if (atLeast === undefined && atMost === undefined) return ''
  if (atLeast !== undefined && atMost !== undefined && atLeast === atMost)
    return `= ${atLeast} ${unit}`.trim()
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast}..${atMost} ${unit}`.trim()
  return `${atLeast === undefined ? `<= ${atMost}` : `>= ${atLeast}`} ${unit}`.trim()
}
