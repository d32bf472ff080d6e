import { KindredError } from '@kindred/client'

/** The text for a refused change of place; undefined for other failures. */
export const placeFailureKey = (error: unknown) =>
  error instanceof KindredError && error.code === 'LOCATION_CHANGED_TOO_OFTEN'
    ? ('place-too-often' as const)
    : undefined
