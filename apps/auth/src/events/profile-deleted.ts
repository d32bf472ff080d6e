import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import type { AuthContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { forgetUser } from '../writing/forget-user.js'

export const profileDeleted = consume<AuthContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  (trx, { userId }, { clock, personKeyOf }) => forgetUser(trx, userId, personKeyOf, clock.now()),
  { anyAge: true },
)
