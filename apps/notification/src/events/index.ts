import { accountLeaving } from './account-leaving.js'
import { likesReceived } from './likes-received.js'
import { logGrown } from './log-grown.js'
import { outcomeReached, photoDecided, verificationDecided } from './outcomes.js'
import { profileChanged } from './profile-changed.js'
import { profileDeleted } from './profile-deleted.js'
import { standingChanged } from './standing-changed.js'

export const consumers = [
  accountLeaving,
  likesReceived,
  logGrown,
  outcomeReached,
  photoDecided,
  profileChanged,
  profileDeleted,
  standingChanged,
  verificationDecided,
]
