/** Whether tests have the time of the night: `bash .ci/run nightly` sets KINDRED_NIGHT. */
export const isNight = process.env['KINDRED_NIGHT'] === 'on'

/** Of variants that are much like one another, the first by day and all of them by night. */
export const byNight = <T>(variants: readonly T[]): readonly T[] =>
  isNight ? variants : variants.slice(0, 1)

/** How many of something a test takes. */
export const manyByNight = (amount: { readonly day: number; readonly night: number }): number =>
  isNight ? amount.night : amount.day
