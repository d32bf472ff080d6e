import { markRaised } from './mark-raised.js'
import { profileDeleted } from './profile-deleted.js'

export const consumers = [profileDeleted, ...markRaised]
