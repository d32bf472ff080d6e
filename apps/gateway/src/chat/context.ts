import type { ChatServiceService } from '@kindred/contracts/chat'
import type { Client } from '@kindred/rpc'

import type { GatewayConfig } from '../config.js'
import type { GatewayContext } from '../context.js'

/** What the chat socket needs of the gateway's context; GatewayContext fits. */
export interface ChatSocketContext extends Pick<
  GatewayContext,
  'log' | 'outages' | 'metrics' | 'clock' | 'verifier' | 'serviceTokens' | 'limits' | 'json' | 'sight'
> {
  readonly config: Pick<GatewayConfig, 'corsOrigins' | 'publicUrl'>
  readonly clients: { readonly chat: Client<typeof ChatServiceService> }
}

/** How long a socket may take for what, in milliseconds. */
export interface SocketTimes {
  /** From the opening to a first frame that signs in. */
  readonly signInMs: number
  /** From the sign-in until chat must have said where the person stands. */
  readonly seatMs: number
  /** From the end of an access token to the end of its socket. */
  readonly renewMs: number
  /** Between two pings of the server; a peer that answered none of them is gone. */
  readonly heartbeatMs: number
  /** How long live events are held back for a `resume` once the client has read `ready`; one that said its cursor waits for nothing. */
  readonly settleMs: number
}

export const defaultTimes: SocketTimes = {
  signInMs: 10_000,
  seatMs: 5_000,
  renewMs: 30_000,
  heartbeatMs: 25_000,
  settleMs: 1_000,
}
