import { StandingChanged } from '@kindred/contracts/safety'
import { consume } from '@kindred/events'

import type { DiscoveryContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { changeStanding } from '../writing/change-standing.js'

export const standingChanged = consume<DiscoveryContext, StandingChanged, Tables>(
  StandingChanged,
  async (trx, event, { clock, memory }) => {
    await changeStanding(trx, event, clock.now())
    memory.announce()
  },
)
