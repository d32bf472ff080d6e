import { addMissingMethods, markMissingGap } from './old-browsers.js'

addMissingMethods()
markMissingGap()
