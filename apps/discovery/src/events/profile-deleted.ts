import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import type { DiscoveryContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { forgetPerson } from '../writing/forget-person.js'

export const profileDeleted = consume<DiscoveryContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  async (trx, { userId }, { clock, memory }) => {
    await forgetPerson(trx, userId, clock.now())
    memory.announce()
  },
  { anyAge: true },
)
