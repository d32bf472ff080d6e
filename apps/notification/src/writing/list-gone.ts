import { listDeparted, lockPeople } from '@kindred/events/departures'

import type { Trx } from '../store/schema.js'

/**
 * Who has left of those whom events name. All of them are locked, in one call, so that nobody is forgotten between this answer and what the
 * transaction writes of them.
 */
export async function listGone<T>(
  trx: Trx,
  events: readonly T[],
  idsOf: (event: T) => readonly string[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(events.flatMap(idsOf))].filter((id) => id !== '')
  await lockPeople(trx, ...ids)
  return listDeparted(trx, ids)
}
