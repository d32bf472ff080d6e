import { AccountLeaving } from '@kindred/contracts/auth'
import { consume } from '@kindred/events'

import type { DiscoveryContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { setAbsence } from '../writing/set-absence.js'

export const accountLeaving = consume<DiscoveryContext, AccountLeaving, Tables>(
  AccountLeaving,
  async (trx, { userId, leaving }, { clock, memory }) => {
    await setAbsence(trx, { userId, reason: 'leaving', holds: leaving }, clock.now())
    memory.announce()
  },
)
