import type { PersonDataServiceService } from '@kindred/contracts/account'
import type { Client } from '@kindred/rpc'
import type { Platform } from '@kindred/service'

import type { Logins } from './config.js'
import type { AccountSecrets } from './domain/account-rules.js'
import type { Login } from './domain/login.js'
import type { Keyring } from './keys/keyring.js'
import type { ReceiptSigner } from './keys/receipt-signer.js'
import type { RevocationFeed } from './revocations/feed.js'
import type { Tables } from './store/schema.js'

/** What a handler, a consumer or a job may use. */
export interface AuthContext extends Pick<
  Platform<Tables>,
  'db' | 'clock' | 'log' | 'metrics' | 'serviceTokens'
> {
  readonly logins: Logins
  /** Signs access tokens and publishes the keys that verify them. */
  readonly keyring: Keyring
  /** What all instances know of ended sessions. */
  readonly revocations: RevocationFeed
  /** The key of the person behind a login. */
  readonly personKeyOf: (login: Login) => Buffer
  /** How long a deletion can be taken back. */
  readonly graceMs: number
  readonly secrets: AccountSecrets
  /** Signs what was erased. */
  readonly receipts: ReceiptSigner
  /** The other services, each of which holds something of people. */
  readonly neighbours: ReadonlyMap<string, Client<typeof PersonDataServiceService>>
  /** Whether the operator's settings make whoever has this login an admin. */
  readonly isFirstAdmin: (login: Login) => boolean
  /** Nobody else gets an account without an invitation. */
  readonly inviteOnly: boolean
}
