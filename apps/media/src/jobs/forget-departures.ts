import { forgetDeparturesAfter } from '@kindred/events/departures'

/** Longer than any upload runs, and than auth is away, which asks who was erased. */
export const forgetDepartures = forgetDeparturesAfter(24 * 60 * 60_000)
