import type { Migration } from '@kindred/db'

import { profile } from './0001-profile.js'
import { filtersPauseVerification } from './0002-filters-pause-verification.js'
import { personKeys } from './0003-person-keys.js'
import { verifications } from './0004-verifications.js'
import { facts } from './0005-facts.js'

export const migrations: Record<string, Migration> = {
  '0001-profile': profile,
  '0002-filters-pause-verification': filtersPauseVerification,
  '0003-person-keys': personKeys,
  '0004-verifications': verifications,
  '0005-facts': facts,
}
