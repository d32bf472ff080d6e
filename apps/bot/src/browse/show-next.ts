import { KindredError } from '@kindred/client'
import { pause } from '@kindred/kernel'

import { type BotContext, senderOf } from '../context.js'
import { findKnown } from '../gateway/find-known.js'
import type { Kept } from '../gateway/memory.js'
import { isReady } from '../talk/missing.js'
import type { Browsing } from './browsing.js'
import type { CardDesk } from './desk.js'
import { findCandidate } from './find-candidate.js'
import type { CardPerson } from './person-card.js'
import { sendCard } from './send-card.js'
import { tellNobody, tellNotReady } from './tell.js'

const maxTries = 10
const readinessMs = 500

/** Shows the next card, preferably that of one person, and remembers that it waits for an answer. */
export async function showNext(
  desk: CardDesk,
  ctx: BotContext,
  kept: Kept<Browsing>,
  preferred?: string,
): Promise<void> {
  const { from = 'deck' } = kept.value ?? {}
  const person = await findPatiently(desk, ctx, { from, preferred })
  if (person === 'not ready') return tellNotReady(ctx)
  const card = person && { id: person.candidate.user_id, name: person.candidate.name }
  const next: Browsing = { from, ...(card && { card }) }
  // Whoever is second to write has been shown a card by the first.
  if ((await desk.memory.write(senderOf(ctx), next, kept.version)) === undefined) return
  if (person === undefined) await tellNobody(ctx, from)
  else await sendCard(ctx, person, desk)
}

interface Wanted {
  readonly from: Browsing['from']
  readonly preferred: string | undefined
}

/** Waits a little for a deck that has not heard yet what the person has just said of themselves. */
async function findPatiently(
  { gateway }: CardDesk,
  ctx: BotContext,
  { from, preferred }: Wanted,
): Promise<CardPerson | 'not ready' | undefined> {
  const sender = senderOf(ctx)
  for (let tries = 1; tries <= maxTries; tries++) {
    try {
      return await gateway.as(sender, (client) => findCandidate(client, from, preferred))
    } catch (error) {
      if (!(error instanceof KindredError) || error.code !== 'VIEWER_NOT_READY') throw error
      if (!isReady(await gateway.as(sender, findKnown))) return 'not ready'
      await pause(readinessMs)
    }
  }
  return 'not ready'
}
