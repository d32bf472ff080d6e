import { distanceSteps } from '@kindred/kernel'

/** The next step beyond so many kilometres; undefined at the farthest. */
export const widerKm = (km: number): number | undefined => distanceSteps.find((step) => step > km)

/** The step that holds so many kilometres. */
export const stepFor = (km: number): number => distanceSteps.find((step) => step >= km) ?? km

/** The next step of an age range: two years on each side, within what a profile may be. */
export const widerAge = ({ minAge, maxAge }: { readonly minAge: number; readonly maxAge: number }) => ({
  minAge: Math.max(18, minAge - 2),
  maxAge: Math.min(100, maxAge + 2),
})
