import { type Job } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { keptForMs } from '../deck/follow-changes.js'
import { hourOf } from '../domain/wishes.js'
import { hideInactive } from '../store/candidate.js'
import { removeChangesBefore } from '../store/change.js'
import { removeDecksBefore } from '../store/deck.js'
import { foldTallies } from '../store/tally.js'
import { forgetDepartures } from './forget-departures.js'

const minute = 60_000

/** Rows that one statement changes. */
const atOnce = 1_000

export const jobs: readonly Job<DiscoveryContext>[] = [
  { name: 'forget-departures', everyMs: 10 * minute, run: forgetDepartures },
  { name: 'count-swipes', everyMs: 3_000, alone: true, run: countSwipes },
  { name: 'hide-inactive', everyMs: 10 * minute, alone: true, run: hideAllInactive },
  { name: 'forget-changes', everyMs: minute, alone: true, run: forgetChanges },
]

async function countSwipes({ db, deck }: DiscoveryContext): Promise<void> {
  await foldTallies(db)
  deck.announce()
}

/** People who were away for 30 days leave the pool; the next thing that they do brings them back. */
async function hideAllInactive({ db, clock, deck }: DiscoveryContext, signal: AbortSignal): Promise<void> {
  const nowHour = hourOf(clock.now())
  while (!signal.aborted && (await hideInactive(db, nowHour, atOnce)) === atOnce) deck.announce()
  deck.announce()
}

/** The database's clock stamps the changes, so it is the one that tells their age. */
async function forgetChanges({ db }: DiscoveryContext): Promise<void> {
  await removeChangesBefore(db, new Date(Date.now() - keptForMs))
  await removeDecksBefore(db, new Date(Date.now() - 24 * 60 * minute))
}
