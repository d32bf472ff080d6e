import type { ChatServiceService } from '@kindred/contracts/chat'
import type { Client } from '@kindred/rpc'

import type { GatewayConfig } from '../config.js'
import type { GatewayContext } from '../context.js'

/** What the chat socket needs of the gateway's context; GatewayContext fits. */
export interface ChatSocketContext extends Pick<
  GatewayContext,
  | 'log'
  | 'outages'
  | 'metrics'
  | 'tracer'
  | 'clock'
  | 'verifier'
  | 'serviceTokens'
  | 'limits'
  | 'json'
  | 'sight'
  | 'presence'
  | 'redis'
> {
  readonly config: Pick<GatewayConfig, 'corsOrigins' | 'publicUrl'>
  readonly clients: { readonly chat: Client<typeof ChatServiceService> }
}

/** Time limits of a socket, in milliseconds. */
export interface SocketTimes {
  /** From the opening to the frame that signs in. */
  readonly signInMs: number
  /** From the sign-in until chat has answered with the person's position. */
  readonly subscribeMs: number
  /** From the expiry of an access token to the close of its socket. */
  readonly renewMs: number
  /** Between two pings of the server; a peer that answers none is disconnected. */
  readonly heartbeatMs: number
  /** How long live events wait for a `resume` once the client has read `ready`; not for a client that named its cursor. */
  readonly settleMs: number
}

export const defaultTimes: SocketTimes = {
  signInMs: 10_000,
  subscribeMs: 5_000,
  renewMs: 30_000,
  heartbeatMs: 25_000,
  settleMs: 1_000,
}
