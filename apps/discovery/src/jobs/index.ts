import { forgetDepartures } from '@kindred/events/departures'
import type { Job } from '@kindred/service'

import type { DiscoveryContext } from '../context.js'
import { isSwipeUncounted } from '../store/tally.js'
import { countSwipes } from './count-swipes.js'
import { forgetChanges } from './forget-changes.js'
import { forgetKept } from './forget-kept.js'
import { hideInactive } from './hide-inactive.js'
import { tellLikes } from './tell-likes.js'
import { watchPace } from './watch-pace.js'

const minute = 60_000

export const jobs: readonly Job<DiscoveryContext>[] = [
  // A safety net for lost notifications: every instance still learns of a change within a second.
  { name: 'look-for-lost-sight', everyMs: 500, run: ({ sight }) => sight.refresh() },
  forgetDepartures,
  watchPace,
  tellLikes,
  {
    name: 'count-swipes',
    everyMs: 3_000,
    alone: true,
    isDue: ({ db }) => isSwipeUncounted(db, {}),
    run: countSwipes,
  },
  { name: 'hide-inactive', everyMs: 10 * minute, alone: true, run: hideInactive },
  { name: 'forget-kept', everyMs: 10 * minute, alone: true, run: forgetKept },
  { name: 'forget-changes', everyMs: minute, alone: true, run: forgetChanges },
]
