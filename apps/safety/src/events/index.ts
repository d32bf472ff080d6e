import { profileDeleted } from './profile-deleted.js'

export const consumers = [profileDeleted]
