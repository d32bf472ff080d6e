export { findTowns, type Narrowing } from './find-towns.js'
export { listNames, namesOf } from './names-of.js'
export { kmBetween, nearestTowns } from './nearest-towns.js'
export { type Town } from './town.js'
