import { transact } from '@kindred/db'

import type { NotificationContext } from '../context.js'
import { listWaitingThreads } from '../store/turns.js'
import { remindOfTurn } from '../writing/remind-of-turn.js'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const atOnce = 500

/** Reminds people of conversations in which the other has waited for a day, and for less than two weeks. */
export async function remindOfTurns(
  { db, clock }: Pick<NotificationContext, 'db' | 'clock'>,
  signal: AbortSignal,
): Promise<void> {
  const now = clock.now()
  const span = { from: new Date(now.getTime() - 14 * dayMs), until: new Date(now.getTime() - dayMs) }
  let after: string | undefined
  while (!signal.aborted) {
    const threads = await listWaitingThreads(db, { ...span, after }, atOnce)
    for (const thread of threads) await transact(db, (trx) => remindOfTurn(trx, thread, now))
    if (threads.length < atOnce) return
    after = threads.at(-1)!.user_id
  }
}
