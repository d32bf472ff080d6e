export { lockPeople } from '../locks.js'
export { findDeparture, hasLeft, listDeparted, removeDeparture, saveDeparture } from './departures.js'
export { departureKeptMs, eventLifeMs } from '../event-life.js'
export { forgetDepartures } from './forget-departures.js'
