import { forgetDeparturesAfter } from '@kindred/events/departures'

/** Longer than any delivery of an event takes. */
export const forgetDepartures = forgetDeparturesAfter(24 * 3_600_000)
