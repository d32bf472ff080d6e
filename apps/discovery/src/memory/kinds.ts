import { genders } from '../domain/traits.js'

/** People who look no farther than this are in lists of their own, which a search need not read where everybody is farther away. */
export const nearKm = 100

/** An area has a list for each gender and for who looks near or far. */
export const kindCount = genders.length * 2

/** Which of the lists a person is in. */
export const kindOf = (gender: number, maxKm: number): number => 2 * gender + (maxKm > nearKm ? 1 : 0)

/** The kinds that a search for these genders may want: of people anywhere, and of those who are farther away than `nearKm`. */
export const kindsOf = (genders: readonly number[]) => ({
  all: genders.flatMap((gender) => [kindOf(gender, 0), kindOf(gender, Infinity)]),
  far: genders.map((gender) => kindOf(gender, Infinity)),
})

export type Kinds = ReturnType<typeof kindsOf>
