import { StandingChanged } from '@kindred/contracts/safety'
import { publish } from '@kindred/events'

import { type ActiveSanction, standingOf, strongest } from '../domain/measures.js'
import { findPersonKey, holdPerson, listAccountsOf } from '../store/accounts.js'
import { listActiveSanctions } from '../store/decisions.js'
import type { Trx } from '../store/schema.js'
import type { StandingRow } from '../store/staff-tables.js'
import { openStanding, saveStanding } from '../store/standings.js'

/**
 * Brings the standing of all accounts of a person into line with the sanctions that hold, and tells the other services of what changed.
 * Whoever adds or ends a sanction calls it afterwards, in the same transaction.
 */
export async function refreshStanding(trx: Trx, userId: string, now: Date): Promise<void> {
  await holdPerson(trx, userId)
  const accounts = await listAccountsOf(trx, userId)
  const sanction = strongest(await listActiveSanctions(trx, accounts, now))
  for (const account of accounts) await setStanding(trx, await openStanding(trx, account), sanction)
}

async function setStanding(trx: Trx, row: StandingRow, sanction: ActiveSanction | undefined): Promise<void> {
  const standing = standingOf(sanction)
  const personKey = (await findPersonKey(trx, row.user_id)) ?? null
  const next: StandingRow = {
    user_id: row.user_id,
    version: String(BigInt(row.version) + 1n),
    standing,
    ends_at: sanction?.ends_at ?? null,
    decision_id: sanction?.id ?? null,
    rule: sanction?.rule ?? null,
    person_key: standing === 'GOOD' ? null : personKey,
  }
  if (isSame(row, next)) return
  await saveStanding(trx, next)
  await publish(trx, StandingChanged, row.user_id, {
    userId: row.user_id,
    version: Number(next.version),
    standing,
    endsAt: next.ends_at ?? undefined,
    decisionId: next.decision_id ?? '',
    // A hidden person is told nothing, so nobody else is told why.
    rule: standing === 'HIDDEN' ? '' : (next.rule ?? ''),
    personKey: personKey ?? Buffer.alloc(0),
  })
}

const isSame = (a: StandingRow, b: StandingRow): boolean =>
  a.standing === b.standing &&
  a.decision_id === b.decision_id &&
  a.ends_at?.getTime() === b.ends_at?.getTime() &&
  (a.person_key === null ? b.person_key === null : b.person_key?.equals(a.person_key) === true)
