/** How far one may look, in kilometres: the steps in which a search goes farther. */
export const distanceSteps = [10, 25, 50, 100, 250, 500, 1000] as const

/** The next step beyond so many kilometres; undefined at the farthest. */
export const widerKm = (km: number): number | undefined => distanceSteps.find((step) => step > km)

/** The next step of an age range: two years on each side, within what a profile may be. */
export const widerAge = ({ minAge, maxAge }: { readonly minAge: number; readonly maxAge: number }) => ({
  minAge: Math.max(18, minAge - 2),
  maxAge: Math.min(100, maxAge + 2),
})
