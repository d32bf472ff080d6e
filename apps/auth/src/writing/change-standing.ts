import type { StandingChanged } from '@kindred/contracts/safety'

import type { Trx } from '../store/schema.js'
import { listSessionIdsForChange } from '../store/sessions.js'
import { removeStanding, saveStanding } from '../store/standings.js'
import { holdUser } from '../store/users.js'
import { revokeSessions } from './end-sessions.js'

/** Shuts a person out, or in again, as safety decided. It holds for the person, so for later accounts too. */
export async function changeStanding(trx: Trx, event: StandingChanged, now: Date): Promise<void> {
  const { userId, personKey, standing, endsAt, decisionId, rule, version } = event
  const key = Buffer.from(personKey)
  // A sign-in under way either sees the sanction or ends with its session.
  await holdUser(trx, userId)
  if (standing !== 'SUSPENDED' && standing !== 'BANNED') return void (await removeStanding(trx, key))
  const isNews = await saveStanding(trx, {
    person_key: key,
    user_id: userId,
    version,
    standing,
    ends_at: endsAt ?? null,
    decision_id: decisionId,
    rule,
  })
  if (isNews) await revokeSessions(trx, await listSessionIdsForChange(trx, userId), now, { shutOut: true })
}
