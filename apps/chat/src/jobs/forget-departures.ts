import { forgetDeparturesAfter } from '@kindred/events/departures'

import { departureRetentionMs } from '../domain/retention.js'

export const forgetDepartures = forgetDeparturesAfter(departureRetentionMs)
