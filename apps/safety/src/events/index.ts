import { accountKeyed } from './account-keyed.js'
import { profileDeleted } from './profile-deleted.js'
import { roleChanged } from './role-changed.js'

export const consumers = [profileDeleted, accountKeyed, roleChanged]
