/** The names of the services behind the gateway. */
export const serviceNames = ['auth', 'profile', 'discovery', 'media', 'chat'] as const

/** The name of a service behind the gateway. */
export type ServiceName = (typeof serviceNames)[number]

/** What the gateway is told at start. */
export interface GatewayConfig {
  readonly host: string
  readonly port: number
  readonly opsPort: number
  /** Where each service answers, `host:port`. */
  readonly peers: Readonly<Record<ServiceName, string>>
  readonly serviceSecret: string
  readonly mediaUrlSecret: string
  readonly issuer: string
  readonly audience: string
  /** Origins that a browser may call from; `*` for any. */
  readonly corsOrigins: readonly string[]
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[]
  readonly rateLimitScale: number
  /** Above this delay of the event loop requests are turned away. */
  readonly maxEventLoopDelayMs: number
  /** The address that people reach the gateway under, without a slash at its end; empty when unknown. */
  readonly publicUrl: string
  /** A folder with the built Mini App, served under /app/. */
  readonly appFolder: string | undefined
  readonly logLevel: string
  readonly production: boolean
  readonly version: string
}
