import { type AuthServiceService } from '@kindred/contracts/auth'
import { type ChatServiceService } from '@kindred/contracts/chat'
import { type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { type MediaServiceService } from '@kindred/contracts/media'
import { type ProfileServiceService } from '@kindred/contracts/profile'
import { type ServiceTokens, type TokenVerifier } from '@kindred/identity'
import { type Clock } from '@kindred/kernel'
import { type Client, type Contract, type Log } from '@kindred/rpc'
import { type Metrics } from '@kindred/runtime'

import { type GatewayConfig } from './config.js'
import { type PhotoUrls } from './media/photo-urls.js'
import { type Json } from './transcoding/json.js'

/** The services behind the gateway. */
export interface Clients {
  readonly auth: Client<typeof AuthServiceService>
  readonly profile: Client<typeof ProfileServiceService>
  readonly discovery: Client<typeof DiscoveryServiceService>
  readonly media: Client<typeof MediaServiceService>
  readonly chat: Client<typeof ChatServiceService>
}

/** What a room of the gateway may use. */
export interface GatewayContext {
  readonly config: GatewayConfig
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: Clock
  readonly contract: Contract
  readonly verifier: TokenVerifier
  readonly serviceTokens: ServiceTokens
  readonly clients: Clients
  readonly photoUrls: PhotoUrls
  /** Messages of the contract to public JSON and back, for rooms that speak it outside a derived route. */
  readonly json: Json
}
