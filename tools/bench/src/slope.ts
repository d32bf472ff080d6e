/** What a process held in memory at a time. */
export interface MemorySample {
  readonly minute: number
  readonly megabytes: number
}

/** Megabytes in ten minutes by least squares; NaN for less than two times. */
export function slopeOf(samples: readonly MemorySample[]): number {
  const minute = meanOf(samples.map((sample) => sample.minute))
  const megabytes = meanOf(samples.map((sample) => sample.megabytes))
  const together = meanOf(samples.map((one) => (one.minute - minute) * (one.megabytes - megabytes)))
  return (10 * together) / meanOf(samples.map((one) => (one.minute - minute) ** 2))
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
