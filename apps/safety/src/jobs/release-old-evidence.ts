import { transact } from '@kindred/db'
import type { Job } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { evidenceKeptMs } from '../domain/retention.js'
import { releaseEvidence } from '../writing/release-evidence.js'

const atOnce = 100

/** Lets evidence go whose time is over. */
export const releaseOldEvidence: Job<SafetyContext> = {
  name: 'release-old-evidence',
  everyMs: 10 * 60_000,
  alone: true,
  async run({ db, clock }, signal) {
    const now = clock.now()
    const closedBefore = new Date(now.getTime() - evidenceKeptMs)
    const release = () => transact(db, (trx) => releaseEvidence(trx, { closedBefore, limit: atOnce, now }))
    while (!signal.aborted && (await release()) === atOnce);
  },
}
