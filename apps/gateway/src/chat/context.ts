import { type ChatServiceService } from '@kindred/contracts/chat'
import { type Client } from '@kindred/rpc'

import { type GatewayConfig } from '../config.js'
import { type GatewayContext } from '../context.js'

/** What the chat socket needs of the gateway's context; GatewayContext fits. */
export interface ChatSocketContext extends Pick<
  GatewayContext,
  'log' | 'metrics' | 'clock' | 'verifier' | 'serviceTokens' | 'json'
> {
  readonly config: Pick<GatewayConfig, 'corsOrigins' | 'rateLimitScale'>
  readonly clients: { readonly chat: Client<typeof ChatServiceService> }
}
