import { whenDelivered } from '@kindred/events'

import type { DiscoveryContext } from '../context.js'

/** A chat that is away must not keep anybody from leaving; the gateways let nothing through meanwhile. */
const withinMs = 1_000

/** Resolves when this instance's followers know that two people are apart, and chat has ended their conversation, if it can at once. */
export async function whenApart({ db, sight }: DiscoveryContext, matchId: string | null): Promise<void> {
  const chatKnows =
    matchId === null || whenDelivered(db, { subscriber: 'chat', aggregateId: matchId, withinMs })
  await Promise.all([sight.refresh(), chatKnows])
}
