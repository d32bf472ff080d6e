/**
 * The kilometres at which distances are told apart: the buckets in which they are shown, the choices of how far to look, and the steps in
 * which a search goes farther. Nothing tells a finer distance.
 */
export const distanceSteps = [5, 10, 25, 50, 100, 250, 500, 1000] as const
