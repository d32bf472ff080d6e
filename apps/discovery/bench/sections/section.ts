import { type Bar, type Spread, spreadOf } from '../../../../tools/bench/src/index.js'
import type { Site } from '../site.js'

/** What a section measures with and where it puts what it found. */
export interface Bench {
  /** In the order of their sizes. */
  readonly sites: readonly Site[]
  readonly rounds: number
  say(line: string): void
  bar(bar: Omit<Bar, 'judged' | 'note'> & Partial<Pick<Bar, 'judged' | 'note'>>): void
  /** A table that stands beside the bars. */
  table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void
  /** What must be stopped when the run ends before its time. */
  readonly leaving: Set<() => Promise<void>>
  /** Anything that the JSON file should have. */
  keep(name: string, value: unknown): void
}

/** How many a search is for. */
export const pageSize = 20

/** A number that was measured once. */
export const once = (value: number): Spread => spreadOf([value])

/** The ratios of two series, round by round. */
export const ratios = (ones: readonly number[], others: readonly number[]): Spread =>
  spreadOf(ones.map((one, at) => one / others[at]!))

/** Bars that only a million people can meet or miss. */
export const atMillion = (site: Site): { judged: boolean; note: string } =>
  site.people.count >= 1_000_000 ? { judged: true, note: '' } : { judged: false, note: 'judged at 1m' }
