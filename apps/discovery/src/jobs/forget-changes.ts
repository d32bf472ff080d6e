import { type DiscoveryContext } from '../context.js'
import { keptForMs } from '../deck/follow-changes.js'
import { answerKeptMs } from '../domain/pool.js'
import { removeChangesOlderThan } from '../store/change.js'
import { removeDecksBefore } from '../store/deck.js'
import { removeAnswersBefore } from '../store/pool-answer.js'

const dayMs = 24 * 3_600_000

/** What every instance has read long ago, decks that nobody will go on with, and answers that nobody will hear again. */
export async function forgetChanges({ db, clock }: DiscoveryContext): Promise<void> {
  await removeChangesOlderThan(db, keptForMs)
  const now = clock.now().getTime()
  await removeDecksBefore(db, new Date(now - dayMs))
  await removeAnswersBefore(db, new Date(now - answerKeptMs))
}
