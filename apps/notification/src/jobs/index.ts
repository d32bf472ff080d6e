import { forgetDepartures } from '@kindred/events/departures'
import type { Job } from '@kindred/service'

import type { NotificationContext } from '../context.js'
import { isBroadcastAtWork } from '../store/broadcasts.js'
import { bringNews } from './bring-news.js'
import { forgetOld } from './forget-old.js'
import { learnProfiles } from './learn-profiles.js'
import { remindOfTurns } from './remind-of-turns.js'

const second = 1_000
const minute = 60 * second

export const jobs: readonly Job<NotificationContext>[] = [
  forgetDepartures,
  {
    name: 'bring-news',
    everyMs: second,
    alone: true,
    isDue: ({ db }) => isBroadcastAtWork(db, {}),
    run: bringNews,
  },
  { name: 'forget-old', everyMs: 10 * minute, alone: true, run: forgetOld },
  { name: 'learn-profiles', everyMs: 10 * minute, alone: true, run: learnProfiles },
  { name: 'remind-of-turns', everyMs: 10 * minute, alone: true, run: remindOfTurns },
]
