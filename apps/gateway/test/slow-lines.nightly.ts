import { itHearsAllOverSlowLines } from './slow-lines.js'

itHearsAllOverSlowLines([700, 2_000])
