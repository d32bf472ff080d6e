export { lockPeople } from '../locks.js'
export { findDeparture, hasLeft, listDeparted, removeDeparture, saveDeparture } from './departures.js'
export { forgetDeparturesAfter } from './forget-departures.js'
