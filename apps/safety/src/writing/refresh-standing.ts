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
 * Whoever adds or ends a sanction calls it afterwards, in the same transaction. False when there was something to tell and it is not known
 * whose account it is.
 */
export async function refreshStanding(trx: Trx, userId: string, now: Date): Promise<boolean> {
  await holdPerson(trx, userId)
  const accounts = await listAccountsOf(trx, userId)
  const sanction = strongest(await listActiveSanctions(trx, accounts, now))
  let isTold = true
  for (const account of accounts)
    isTold = (await setStanding(trx, await openStanding(trx, account), sanction)) && isTold
  return isTold
}

async function setStanding(
  trx: Trx,
  row: StandingRow,
  sanction: ActiveSanction | undefined,
): Promise<boolean> {
  const standing = standingOf(sanction)
  const personKey = await findPersonKey(trx, row.user_id)
  // Without the key it would not hold for another account: it is told as soon as auth has said whose account it is.
  if (personKey === undefined) return standing === row.standing
  const next: StandingRow = {
    user_id: row.user_id,
    version: String(BigInt(row.version) + 1n),
    standing,
    ends_at: sanction?.ends_at ?? null,
    decision_id: sanction?.id ?? null,
    rule: sanction?.rule ?? null,
    person_key: standing === 'GOOD' ? null : personKey,
  }
  if (isSame(row, next)) return true
  await saveStanding(trx, next)
  await publish(trx, StandingChanged, row.user_id, {
    userId: row.user_id,
    version: Number(next.version),
    standing,
    endsAt: next.ends_at ?? undefined,
    decisionId: next.decision_id ?? '',
    // A hidden person is told nothing, so nobody else is told why.
    rule: standing === 'HIDDEN' ? '' : (next.rule ?? ''),
    personKey,
  })
  return true
}

const isSame = (a: StandingRow, b: StandingRow): boolean =>
  a.standing === b.standing &&
  a.decision_id === b.decision_id &&
  a.ends_at?.getTime() === b.ends_at?.getTime() &&
  (a.person_key === null ? b.person_key === null : b.person_key?.equals(a.person_key) === true)
