import type { DiscoveryContext } from '../context.js'
import { hourOf } from '../domain/wishes.js'
import { hideInactive as hideSome } from '../store/candidate.js'

/** Rows that one statement changes. */
const atOnce = 1_000

/** People who were away for 30 days leave the pool; the next thing that they do brings them back. */
export async function hideInactive(
  { db, clock, memory }: DiscoveryContext,
  signal: AbortSignal,
): Promise<void> {
  const nowHour = hourOf(clock.now())
  while (!signal.aborted && (await hideSome(db, nowHour, atOnce)) === atOnce) memory.announce()
  memory.announce()
}
