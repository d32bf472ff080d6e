import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import type { ChatContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { forgetPerson } from '../writing/forget-person.js'

export const profileDeleted = consume(
  ProfileDeleted,
  (trx: Trx, { userId }, { clock }: ChatContext) => forgetPerson(trx, userId, clock.now()),
  { anyAge: true },
)
