import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { forgetPerson } from '../writing/forget-person.js'

export const profileDeleted = consume<SafetyContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  (trx, { userId }, { clock }) => forgetPerson(trx, userId, clock.now()),
  { anyAge: true },
)
