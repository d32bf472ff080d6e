import { MarkRaised as ChatMarkRaised } from '@kindred/contracts/chat'
import { MarkRaised as DiscoveryMarkRaised } from '@kindred/contracts/discovery'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { raiseMark } from '../writing/raise-mark.js'

export const chatMarkRaised = consume<SafetyContext, ChatMarkRaised, Tables>(
  ChatMarkRaised,
  (trx, event, { clock }) => raiseMark(trx, event, clock.now()),
)

export const discoveryMarkRaised = consume<SafetyContext, DiscoveryMarkRaised, Tables>(
  DiscoveryMarkRaised,
  (trx, event, { clock }) => raiseMark(trx, event, clock.now()),
)
