import { peopleAndPairs } from './0001-people-and-pairs.js'
import { candidates } from './0002-candidates.js'
import { holds } from './0003-holds.js'
import { lighterPairs } from './0004-lighter-pairs.js'
import { swipesTogether } from './0005-swipes-together.js'
import { sight } from './0006-sight.js'
import { personKeys } from './0007-person-keys.js'
import { poolAnswers } from './0008-pool-answers.js'
import { sealedWords } from './0009-sealed-words.js'
import { traitsInWords } from './0010-traits-in-words.js'

export const migrations = {
  '0001-people-and-pairs': peopleAndPairs,
  '0002-candidates': candidates,
  '0003-holds': holds,
  '0004-lighter-pairs': lighterPairs,
  '0005-swipes-together': swipesTogether,
  '0006-sight': sight,
  '0007-person-keys': personKeys,
  '0008-pool-answers': poolAnswers,
  '0009-sealed-words': sealedWords,
  '0010-traits-in-words': traitsInWords,
}
