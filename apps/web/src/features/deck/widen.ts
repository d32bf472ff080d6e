const stepsKm = [10, 25, 50, 100, 200, 500, 1_000]

/** The next wider circle; undefined when there is none. */
export const widerThan = (km: number): number | undefined => stepsKm.find((step) => step > km)
