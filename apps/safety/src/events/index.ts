import { accountKeyed } from './account-keyed.js'
import { broadcastChanged } from './broadcast-changed.js'
import { chatMarkRaised, discoveryMarkRaised } from './marks-raised.js'
import { photoApproved } from './photo-approved.js'
import { photoHeld } from './photo-held.js'
import { photoRemoved } from './photo-removed.js'
import { profileDeleted } from './profile-deleted.js'
import { roleChanged } from './role-changed.js'
import { signInRefused } from './sign-in-refused.js'
import { staffActed } from './staff-acted.js'

export const consumers = [
  profileDeleted,
  accountKeyed,
  signInRefused,
  roleChanged,
  broadcastChanged,
  staffActed,
  photoApproved,
  photoHeld,
  photoRemoved,
  chatMarkRaised,
  discoveryMarkRaised,
]
