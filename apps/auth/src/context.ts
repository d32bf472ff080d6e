import { type Clock } from '@kindred/kernel'
import { type Log } from '@kindred/rpc'

import { type InitDataRules } from './domain/init-data.js'
import { type Keyring } from './keys/keyring.js'
import { type RevocationFeed } from './revocations/feed.js'
import { type Db } from './store/schema.js'

/** How a sign-in ended, for the counter. */
export type SignInResult = 'new_user' | 'new_session' | 'bot_renewal'

/** What a handler, a consumer or a job may use. */
export interface AuthContext {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly telegram: InitDataRules
  /** Signs access tokens and publishes the keys that verify them. */
  readonly keyring: Keyring
  /** What all instances know of ended sessions. */
  readonly revocations: RevocationFeed
  /** The key of the person behind a Telegram account. */
  personKeyOf(telegramId: number): Buffer
  countSignIn(result: SignInResult): void
}
