import { it } from 'vitest'

import { listStates } from './upgrade/state.js'
import { upgradeHolds } from './upgrade/upgrade-holds.js'

const [, ...later] = listStates()

it.each(later)('this version starts on %s, and its people have all they had', upgradeHolds)
