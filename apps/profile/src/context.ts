import type { AuthServiceService } from '@kindred/contracts/auth'
import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import type { MediaServiceService } from '@kindred/contracts/media'
import type { Client } from '@kindred/rpc'
import type { Platform } from '@kindred/service'
import type { Narrowing } from '@kindred/towns'

import type { ProfileReader } from './store/profiles.js'
import type { ProfileTables } from './store/schema.js'

/** What a handler, a consumer or a job may use. */
export interface ProfileContext extends Pick<Platform<ProfileTables>, 'db' | 'clock' | 'metrics'> {
  readonly profiles: ProfileReader
  /** Where towns may be chosen, by country; empty for the whole world. */
  readonly towns: Narrowing
  /** The neighbours, called with the caller's own token. */
  readonly auth: Pick<Client<typeof AuthServiceService>, 'deleteAccount'>
  readonly discovery: Pick<Client<typeof DiscoveryServiceService>, 'getVisibility'>
  readonly media: Client<typeof MediaServiceService>
}
