import { itTellsOnceOverLinesThatBreak } from './live-schedules.js'

itTellsOnceOverLinesThatBreak(100)
