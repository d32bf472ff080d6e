import { accountLeaving } from './account-leaving.js'
import { matchCreated } from './match-created.js'
import { matchEnded } from './match-ended.js'
import { profileChanged } from './profile-changed.js'
import { profileDeleted } from './profile-deleted.js'
import { standingChanged } from './standing-changed.js'
import { trustChanged } from './trust-changed.js'

export const consumers = [
  accountLeaving,
  matchCreated,
  matchEnded,
  profileChanged,
  profileDeleted,
  standingChanged,
  trustChanged,
]
