import { forgetDeparturesAfter } from '@kindred/events/departures'

/** No upload runs as long as this. */
export const forgetDepartures = forgetDeparturesAfter(60 * 60_000)
