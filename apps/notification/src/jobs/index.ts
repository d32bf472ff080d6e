import type { Job } from '@kindred/service'

import type { NotificationContext } from '../context.js'
import { forgetDepartures } from './forget-departures.js'
import { forgetOld } from './forget-old.js'
import { remindOfTurns } from './remind-of-turns.js'

const minute = 60_000

export const jobs: readonly Job<NotificationContext>[] = [
  forgetDepartures,
  { name: 'forget-old', everyMs: 10 * minute, alone: true, run: forgetOld },
  { name: 'remind-of-turns', everyMs: 10 * minute, alone: true, run: remindOfTurns },
]
