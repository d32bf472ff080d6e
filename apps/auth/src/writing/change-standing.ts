import type { StandingChanged } from '@kindred/contracts/safety'

import type { Trx } from '../store/schema.js'
import { listSessionIdsForChange } from '../store/sessions.js'
import { removeStanding, saveStanding } from '../store/standings.js'
import { findLogin, holdUser } from '../store/users.js'
import { revokeSessions } from './end-sessions.js'
import type { KeyOf } from './open-account.js'

/** Shuts a person out, or in again, as safety decided. It holds for the person, so for later accounts too. */
export async function changeStanding(
  trx: Trx,
  event: StandingChanged,
  keyOf: KeyOf,
  now: Date,
): Promise<void> {
  const { userId, standing, endsAt, decisionId, rule, version } = event
  // A sign-in under way either sees the sanction or ends with its session.
  await holdUser(trx, userId)
  const key = await findKey(trx, event, keyOf)
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

/** A sanction that names no person would hold nobody back: an event without a key that cannot be found waits among those that failed. */
async function findKey(trx: Trx, { userId, personKey }: StandingChanged, keyOf: KeyOf): Promise<Buffer> {
  if (personKey.length > 0) return Buffer.from(personKey)
  const login = await findLogin(trx, userId)
  if (login === undefined) throw new Error('a standing came without a person key, for an unknown account')
  return keyOf(login)
}
