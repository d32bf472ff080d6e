import type { Job } from '@kindred/service'

import type { AuthContext } from '../context.js'
import { sessionIdleMs } from '../domain/session-rules.js'
import { removeOldProofUses } from '../store/proof-uses.js'
import { removeUsedRefreshTokens } from '../store/refresh-tokens.js'
import { removeOldRevocations } from '../store/revocations.js'
import { removeExpiredSessions } from '../store/sessions.js'

export const jobs: Job<AuthContext>[] = [
  // The safety net below NOTIFY, so that every instance knows within a second.
  { name: 'look for revocations', everyMs: 500, run: ({ revocations }) => revocations.refresh() },
  { name: 'rotate keys', everyMs: 5_000, run: ({ keyring }) => keyring.refresh() },
  { name: 'sweep', everyMs: 10 * 60_000, alone: true, run: sweep },
]

async function sweep({ db, clock }: AuthContext): Promise<void> {
  const now = clock.now()
  await removeExpiredSessions(db, now)
  await removeOldProofUses(db, now)
  await removeOldRevocations(db, now)
  await removeUsedRefreshTokens(db, new Date(now.getTime() - sessionIdleMs))
}
