/** The ages that a filter may name. */
export const ages = { min: 18, max: 100 } as const
