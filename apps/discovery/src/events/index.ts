import { accountKeyed } from './account-keyed.js'
import { accountLeaving } from './account-leaving.js'
import { profileChanged } from './profile-changed.js'
import { profileDeleted } from './profile-deleted.js'
import { standingChanged } from './standing-changed.js'

/** What discovery does with the events of the other services. */
export const consumers = [accountKeyed, accountLeaving, profileChanged, profileDeleted, standingChanged]
