import { accountKeyed } from './account-keyed.js'
import { chatMarkRaised, discoveryMarkRaised } from './marks-raised.js'
import { profileDeleted } from './profile-deleted.js'
import { roleChanged } from './role-changed.js'

export const consumers = [profileDeleted, accountKeyed, roleChanged, chatMarkRaised, discoveryMarkRaised]
