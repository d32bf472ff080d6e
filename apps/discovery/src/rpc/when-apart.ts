import { whenDelivered } from '@kindred/events'

import type { DiscoveryContext } from '../context.js'

/** A chat service that is away must not hold up a block any longer. Until it is back, the gateways let nothing of the other through. */
const withinMs = 1_000

/** Resolves when this instance's followers know that two people are apart, and chat has ended their conversation or took too long. */
export async function whenApart({ db, sight }: DiscoveryContext, matchId: string | null): Promise<void> {
  const chatKnows =
    matchId === null || whenDelivered(db, { subscriber: 'chat', aggregateId: matchId, withinMs })
  await Promise.all([sight.refresh(), chatKnows])
}
