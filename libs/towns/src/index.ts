export { findTowns, type Narrowing } from './find-towns.js'
export { listNames, namesOf, type TownName } from './names-of.js'
export { kmBetween, nearestTowns, type Position } from './nearest-towns.js'
export { type Town, type TownLanguage, townLanguages } from './town.js'
