import { MarkRaised as ChatMarkRaised } from '@kindred/contracts/chat'
import { MarkRaised as DiscoveryMarkRaised } from '@kindred/contracts/discovery'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import type { Tables, Trx } from '../store/schema.js'
import { noteMark } from '../writing/note-mark.js'

async function note(
  trx: Trx,
  { userId, kind, count, raisedAt }: ChatMarkRaised | DiscoveryMarkRaised,
  { clock }: SafetyContext,
): Promise<void> {
  // A newer chat or discovery may know more kinds.
  if (kind === 'UNSPECIFIED' || kind === 'UNRECOGNIZED') return
  await noteMark(trx, { user_id: userId, kind, count, at: raisedAt ?? clock.now() })
}

/** The same sign from whoever saw it. */
export const markRaised = [
  consume<SafetyContext, ChatMarkRaised, Tables>(ChatMarkRaised, note),
  consume<SafetyContext, DiscoveryMarkRaised, Tables>(DiscoveryMarkRaised, note),
]
