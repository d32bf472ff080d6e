import { logGrown } from './log-grown.js'
import { profileChanged } from './profile-changed.js'
import { profileDeleted } from './profile-deleted.js'

export const consumers = [logGrown, profileChanged, profileDeleted]
