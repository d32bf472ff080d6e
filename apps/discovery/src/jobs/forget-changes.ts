import { type DiscoveryContext } from '../context.js'
import { keptForMs } from '../deck/follow-changes.js'
import { reasonKeptMs } from '../domain/visibility.js'
import { removeChangesOlderThan } from '../store/change.js'
import { removeDecksBefore, removePastDecksBefore } from '../store/deck.js'
import { removeOldLostSight } from '../store/sight.js'

const dayMs = 24 * 3_600_000

/** What every instance has read long ago, and decks that nobody will go on with or has a reason to remember. */
export async function forgetChanges({ db, clock }: Pick<DiscoveryContext, 'db' | 'clock'>): Promise<void> {
  await removeChangesOlderThan(db, keptForMs)
  const ago = (ms: number) => new Date(clock.now().getTime() - ms)
  await removeDecksBefore(db, ago(dayMs))
  await removePastDecksBefore(db, ago(reasonKeptMs))
  await removeOldLostSight(db)
}
