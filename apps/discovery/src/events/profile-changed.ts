import { ProfileChanged } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import type { DiscoveryContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { receiveProfile } from '../writing/apply-profile.js'

export const profileChanged = consume<DiscoveryContext, ProfileChanged, Tables>(
  ProfileChanged,
  async (trx, event, { clock, memory }) => {
    await receiveProfile(trx, event, clock.now())
    memory.announce()
  },
)
