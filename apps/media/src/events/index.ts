import { evidenceReleased } from './evidence-released.js'
import { photoDecided } from './photo-decided.js'
import { profileDeleted } from './profile-deleted.js'

export const consumers = [profileDeleted, photoDecided, evidenceReleased]
