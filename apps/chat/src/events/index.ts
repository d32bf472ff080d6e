import { matchCreated } from './match-created.js'
import { matchEnded } from './match-ended.js'
import { profileChanged } from './profile-changed.js'
import { profileDeleted } from './profile-deleted.js'

/** What chat does with the events of the other services. */
export const consumers = [matchCreated, matchEnded, profileChanged, profileDeleted]
