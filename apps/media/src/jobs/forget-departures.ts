import { forgetDeparturesAfter } from '@kindred/events/departures'

/** Longer than any upload runs, than the disk refuses to remove files, and than auth is away, which asks who was erased. */
export const forgetDepartures = forgetDeparturesAfter(30 * 24 * 60 * 60_000)
