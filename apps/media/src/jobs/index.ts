import { forgetDepartures } from '@kindred/events/departures'
import type { Job } from '@kindred/service'

import type { MediaContext } from '../context.js'
import { isLookDue } from '../store/looks.js'
import { lookAtPhotos } from './look-at-photos.js'
import { removePending } from './remove-pending.js'
import { sweep } from './sweep.js'

export const jobs: Job<MediaContext>[] = [
  {
    name: 'look-at-photos',
    everyMs: 1_000,
    isDue: async ({ classifier, clock, db }) =>
      classifier.isThere() && (await isLookDue(db, { now: clock.now(), model: classifier.model() })),
    run: lookAtPhotos,
  },
  { name: 'remove-pending', everyMs: 2_000, run: removePending },
  { name: 'sweep', everyMs: 15 * 60_000, run: sweep },
  forgetDepartures,
]
