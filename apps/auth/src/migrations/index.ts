import type { Migration } from '@kindred/db'

import { identity } from './0001-identity.js'
import { botSession } from './0002-bot-session.js'
import { personKeys } from './0003-person-keys.js'
import { sessionPerSignIn } from './0004-session-per-sign-in.js'
import { language } from './0005-language.js'
import { logins } from './0006-logins.js'

/** The auth database's own migrations, by name. */
export const migrations: Record<string, Migration> = {
  '0001-identity': identity,
  '0002-bot-session': botSession,
  '0003-person-keys': personKeys,
  '0004-session-per-sign-in': sessionPerSignIn,
  '0005-language': language,
  '0006-logins': logins,
}
