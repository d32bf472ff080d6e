import { forgetDeparturesAfter } from '@kindred/events/departures'

/** Longer than a session of the person can live on while auth is away. */
export const forgetDepartures = forgetDeparturesAfter(24 * 60 * 60_000)
