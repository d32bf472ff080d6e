import type { DiscoveryContext } from '../context.js'

/** How long a block waits for chat before it is answered. The gateways drop what the other person sends until chat has caught up. */
const withinMs = 1_000

/**
 * Resolves when this instance's followers know that two people are apart, and when chat has ended their conversation or has taken too long.
 */
export async function whenApart(
  { whenDelivered, sight }: DiscoveryContext,
  matchId: string | null,
): Promise<void> {
  const chatKnows = matchId === null || whenDelivered({ subscriber: 'chat', aggregateId: matchId, withinMs })
  await Promise.all([sight.refresh(), chatKnows])
}
