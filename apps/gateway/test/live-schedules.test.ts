import { itTellsOnceOverLinesThatBreak } from './live-schedules.js'

// A hundred of them at night.
itTellsOnceOverLinesThatBreak(10)
