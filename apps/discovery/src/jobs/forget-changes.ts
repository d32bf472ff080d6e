import { type DiscoveryContext } from '../context.js'
import { keptForMs } from '../deck/follow-changes.js'
import { removeChangesOlderThan } from '../store/change.js'
import { removeDecksBefore } from '../store/deck.js'

const dayMs = 24 * 3_600_000

/** What every instance has read long ago, and decks that nobody will go on with. */
export async function forgetChanges({ db, clock }: DiscoveryContext): Promise<void> {
  await removeChangesOlderThan(db, keptForMs)
  await removeDecksBefore(db, new Date(clock.now().getTime() - dayMs))
}
