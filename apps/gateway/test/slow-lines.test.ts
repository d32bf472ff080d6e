import { itHearsAllOverSlowLines } from './slow-lines.js'

// Those of 700 and 2,000 ms at night: each try takes as long as the line.
itHearsAllOverSlowLines([0, 100])
