import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import type { MediaServiceService } from '@kindred/contracts/media'
import type { Clock } from '@kindred/kernel'
import type { Client } from '@kindred/rpc'
import type { Narrowing } from '@kindred/towns'

import type { Db } from './store/schema.js'

/** What a handler, a consumer or a job may use. */
export interface ProfileContext {
  readonly db: Db
  readonly clock: Clock
  /** Where towns may be chosen, by country; empty for the whole world. */
  readonly towns: Narrowing
  /** The neighbours, called with the caller's own token. */
  readonly discovery: Pick<Client<typeof DiscoveryServiceService>, 'getVisibility'>
  readonly media: Client<typeof MediaServiceService>
}
