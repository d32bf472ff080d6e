import { AuthServiceService } from '@kindred/contracts/auth'
import { ChatServiceService } from '@kindred/contracts/chat'
import { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { MediaServiceService } from '@kindred/contracts/media'
import {
  BroadcastDeskServiceService,
  BroadcastServiceService,
  DeliveryServiceService,
  NotificationServiceService,
} from '@kindred/contracts/notification'
import { ProfileServiceService } from '@kindred/contracts/profile'
import {
  CaseDeskServiceService,
  ModerationServiceService,
  SafetyServiceService,
} from '@kindred/contracts/safety'
import type { Log } from '@kindred/kernel'
import {
  type Client,
  createClient,
  createGrpcTransport,
  type ObserveCall,
  openSecurity,
  type RpcSecurity,
} from '@kindred/rpc'
import { type Metrics, type ServiceName, serviceNames } from '@kindred/runtime'

import type { GatewayConfig } from './config.js'
import { createProbes, type Probes } from './health/instances.js'
import type { Transports } from './health/known-instances.js'

export type { Probes }

/** The services behind the gateway, as their contracts define them. */
export const definitions = {
  auth: AuthServiceService,
  profile: ProfileServiceService,
  discovery: DiscoveryServiceService,
  media: MediaServiceService,
  chat: ChatServiceService,
  safety: { ...SafetyServiceService, ...ModerationServiceService, ...CaseDeskServiceService },
  notification: {
    ...NotificationServiceService,
    ...DeliveryServiceService,
    ...BroadcastServiceService,
    ...BroadcastDeskServiceService,
  },
} satisfies Record<ServiceName, object>

/** Typed calls to the services behind the gateway. */
export type Clients = { readonly [Name in ServiceName]: Client<(typeof definitions)[Name]> }

/** The connections to the services. */
export interface Services {
  readonly clients: Clients
  readonly probes: Probes
  /** What is known of the instances of each service. */
  readonly transports: Transports
  close(): void
}

interface OpenOptions {
  readonly observe?: ObserveCall | undefined
  /** Gives the service token for the streams that carry unary calls together; without it each call has a stream of its own. */
  readonly token?: ((service: ServiceName) => Promise<string>) | undefined
  /** Plaintext without it. */
  readonly security?: RpcSecurity | undefined
  /** See PlatformSettings. */
  readonly deadlineScale?: number | undefined
}

/** The certificates by which the gateway is known; their end is measured. */
export function openCertificates(
  { tlsFolder }: GatewayConfig,
  log: Log,
  metrics: Metrics,
): RpcSecurity | undefined {
  const security = openSecurity(tlsFolder, log)
  const help = 'For how many days the certificate by which others know this process is good'
  if (security !== undefined) metrics.gauge('certificate_days_left', help, security.daysLeft)
  return security
}

/** Connections are made at the first call, and closed with the certificates. */
export function openServices(peers: GatewayConfig['peers'], options: OpenOptions = {}): Services {
  const { token, security, ...rest } = options
  const transports = perService((name) =>
    createGrpcTransport({
      address: peers[name],
      token: token && (() => token(name)),
      security: security?.towards(name),
      ...rest,
    }),
  )
  const probes = createProbes(security)
  return {
    clients: perService((name) => createClient(definitions[name], transports[name])) as Clients,
    probes,
    transports,
    close() {
      probes.close()
      security?.close()
      Object.values(transports).forEach((transport) => transport.close())
    },
  }
}

const perService = <T>(make: (name: ServiceName) => T): Record<ServiceName, T> =>
  Object.fromEntries(serviceNames.map((name) => [name, make(name)])) as Record<ServiceName, T>
