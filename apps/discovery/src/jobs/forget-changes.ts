import type { DiscoveryContext } from '../context.js'
import { answerKeptMs } from '../domain/pool.js'
import { reasonKeptMs } from '../domain/visibility.js'
import { removeOldChanges } from '../store/change.js'
import { removeDecksBefore, removePastDecksBefore } from '../store/deck.js'
import { removePacesBefore } from '../store/pace.js'
import { removeAnswersBefore } from '../store/pool-answer.js'
import { removeOldLostSight } from '../store/sight.js'

const dayMs = 24 * 3_600_000
const paceKeptMs = 600_000

/**
 * Removes what has expired: changes that every instance has read, decks, past decks, kept answers about the pool, and entries of lost
 * sight.
 */
export async function forgetChanges({ db, clock }: Pick<DiscoveryContext, 'db' | 'clock'>): Promise<void> {
  await removeOldChanges(db)
  const ago = (ms: number) => new Date(clock.now().getTime() - ms)
  await removeDecksBefore(db, ago(dayMs))
  await removePastDecksBefore(db, ago(reasonKeptMs))
  await removeAnswersBefore(db, ago(answerKeptMs))
  await removePacesBefore(db, ago(paceKeptMs))
  await removeOldLostSight(db)
}
