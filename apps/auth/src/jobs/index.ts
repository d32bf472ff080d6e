import type { Job } from '@kindred/service'

import type { AuthContext } from '../context.js'
import { exportMemoryMs, receiptLifeMs, signInLifeMs } from '../domain/account-rules.js'
import { sessionIdleMs } from '../domain/session-rules.js'
import { isAnyErasing, isDeletionDue, removeOldReceipts } from '../store/deletions.js'
import { expireExports, isExportDue, removeOldExports } from '../store/exports.js'
import { removeOldProofUses } from '../store/proof-uses.js'
import { removeUsedRefreshTokens } from '../store/refresh-tokens.js'
import { removeOldRevocations } from '../store/revocations.js'
import { removeExpiredSessions } from '../store/sessions.js'
import { removeOldSignIns } from '../store/sign-ins.js'
import { eraseAccounts } from './erase-accounts.js'
import { finishDeletions } from './finish-deletions.js'
import { makeExports } from './make-exports.js'

export const jobs: Job<AuthContext>[] = [
  // The safety net below NOTIFY, so that every instance knows within a second.
  { name: 'look for revocations', everyMs: 500, run: ({ revocations }) => revocations.refresh() },
  { name: 'rotate keys', everyMs: 5_000, run: ({ keyring }) => keyring.refresh() },
  {
    name: 'erase accounts',
    everyMs: 1_000,
    isDue: ({ db, clock }) => isDeletionDue(db, { now: clock.now() }),
    run: eraseAccounts,
  },
  {
    name: 'finish deletions',
    everyMs: 1_000,
    alone: true,
    isDue: ({ db }) => isAnyErasing(db, {}),
    run: finishDeletions,
  },
  {
    name: 'make exports',
    everyMs: 1_000,
    isDue: ({ db, clock }) => isExportDue(db, { now: clock.now() }),
    run: makeExports,
  },
  { name: 'sweep', everyMs: 10 * 60_000, alone: true, run: sweep },
]

async function sweep({ db, clock }: AuthContext): Promise<void> {
  const now = clock.now()
  await removeExpiredSessions(db, now)
  await removeOldProofUses(db, now)
  await removeOldRevocations(db, now)
  const ago = (ms: number): Date => new Date(now.getTime() - ms)
  await removeUsedRefreshTokens(db, ago(sessionIdleMs))
  await removeOldSignIns(db, ago(signInLifeMs))
  await removeOldReceipts(db, ago(receiptLifeMs))
  await expireExports(db, now)
  await removeOldExports(db, ago(exportMemoryMs))
}
