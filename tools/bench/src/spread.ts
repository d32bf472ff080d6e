/** What several rounds of one measurement gave. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly rounds: number
}

/** The value below which so large a share of the values lies: the nearest rank, no interpolation. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The middle of the rounds, and how far they lie apart. */
export function spreadOf(values: readonly number[]): Spread {
  return {
    median: quantile(values, 0.5),
    min: Math.min(...values),
    max: Math.max(...values),
    rounds: values.length,
  }
}

/** Like `12.3 (11.9..13)`. */
export function spreadText({ median, min, max }: Spread): string {
  return min === max ? short(median) : `${short(median)} (${short(min)}..${short(max)})`
}

/** A number with as many digits as one wants to read. */
export function short(value: number): string {
  const size = Math.abs(value)
  if (size >= 1000 || Number.isInteger(value)) return Math.round(value).toLocaleString('en-US')
  return size === 0 ? '0' : String(Number(value.toPrecision(size < 1 ? 3 : 4)))
}
