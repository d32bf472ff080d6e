export { lockPeople } from '../locks.js'
export { findDeparture, hasLeft, removeDeparture, saveDeparture } from './departures.js'
export { forgetDeparturesAfter } from './forget-departures.js'
