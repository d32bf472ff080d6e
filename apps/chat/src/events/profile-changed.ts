import { ProfileChanged } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import type { ChatContext } from '../context.js'
import { toNewParticipant } from '../messages.js'
import type { Db } from '../store/schema.js'
import { applyProfile } from '../writing/apply-profile.js'

export const profileChanged = consume(ProfileChanged, (trx: Db, event, _: ChatContext) =>
  applyProfile(trx, toNewParticipant(event), event.createdAt),
)
