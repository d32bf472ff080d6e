import { peopleAndPairs } from './0001-people-and-pairs.js'

export const migrations = { '0001-people-and-pairs': peopleAndPairs }
