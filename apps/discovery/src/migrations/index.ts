import { peopleAndPairs } from './0001-people-and-pairs.js'
import { candidates } from './0002-candidates.js'
import { lighterPairs } from './0003-lighter-pairs.js'

export const migrations = {
  '0001-people-and-pairs': peopleAndPairs,
  '0002-candidates': candidates,
  '0003-lighter-pairs': lighterPairs,
}
