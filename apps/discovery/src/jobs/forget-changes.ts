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
 * Forgets changes that every instance has read, decks that nobody will page through or needs for a reason to see somebody, and answers and
 * lost sight that have expired.
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
