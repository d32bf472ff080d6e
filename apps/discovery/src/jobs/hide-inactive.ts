import type { DiscoveryContext } from '../context.js'
import { hourOf } from '../domain/wishes.js'
import { hideInactive as hideSome } from '../store/candidate.js'

/** Rows that one statement changes. */
const atOnce = 1_000

/** Takes people out of the pool who were away for 30 days; whatever they do next brings them back. */
export async function hideInactive(
  { db, clock, memory }: DiscoveryContext,
  signal: AbortSignal,
): Promise<void> {
  const nowHour = hourOf(clock.now())
  while (!signal.aborted && (await hideSome(db, nowHour, atOnce)) >= atOnce) memory.announce()
  memory.announce()
}
