import { genders } from '../domain/traits.js'

/** People who look no farther than this are in lists of their own, which a search skips where everybody is farther away. */
export const nearKm = 100

/** An area has two lists for each gender: people who look near, and people who look far. */
export const kindCount = genders.length * 2

/** The kind of list that a person is in. */
export const kindOf = (gender: number, maxKm: number): number => 2 * gender + (maxKm > nearKm ? 1 : 0)

/** The kinds that a search for these genders reads: for people anywhere, and for people farther away than `nearKm`. */
export const kindsOf = (genders: readonly number[]) => ({
  all: genders.flatMap((gender) => [kindOf(gender, 0), kindOf(gender, Infinity)]),
  far: genders.map((gender) => kindOf(gender, Infinity)),
})

export type Kinds = ReturnType<typeof kindsOf>
