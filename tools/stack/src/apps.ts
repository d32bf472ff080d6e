import type { Server } from 'node:net'

import { createAuthService, readConfig as readAuthConfig } from '@kindred/auth'
import { createChatService, readConfig as readChatConfig } from '@kindred/chat'
import { createDiscoveryService, readConfig as readDiscoveryConfig } from '@kindred/discovery'
import { createGatewayService, readConfig as readGatewayConfig } from '@kindred/gateway'
import type { Clock, Log } from '@kindred/kernel'
import { createMediaService, readConfig as readMediaConfig } from '@kindred/media'
import { createNotificationService, readConfig as readNotificationConfig } from '@kindred/notification'
import { createProfileService, readConfig as readProfileConfig } from '@kindred/profile'
import type { Runnable } from '@kindred/runtime'
import { createSafetyService, readConfig as readSafetyConfig } from '@kindred/safety'

import { environmentOf, type EnvironmentPlan } from './environment.js'
import type { FrontDoor } from './front-door.js'
import { type AppName, instanceName } from './names.js'

/** What the apps are given beside their environment. */
export interface AppOptions {
  readonly plan: EnvironmentPlan
  /** By the name of an instance. */
  readonly logOf: (name: string) => Log
  readonly clock?: Clock | undefined
  /** Holds the gateway's port until the gateway answers. */
  readonly door?: FrontDoor | undefined
}

interface Given {
  readonly log: Log
  readonly clock?: Clock
  /** For the gateway. */
  readonly takeSocket?: ((server: Server) => Promise<boolean>) | undefined
}

interface ServiceApp<Config> {
  /** Reads the environment of an app; throws a ConfigError. */
  readonly readConfig: (environment: NodeJS.ProcessEnv) => Config
  readonly create: (config: Config) => Runnable
}

type Factory = (environment: NodeJS.ProcessEnv, given: Given) => Runnable

const service = <Config>({ readConfig, create }: ServiceApp<Config>) => ({
  readConfig,
  create: (environment: NodeJS.ProcessEnv, given: Given): Runnable =>
    create({ ...readConfig(environment), ...given }),
})

/** Every app as its own main.ts reads and makes it. */
export const apps = {
  auth: service({ readConfig: readAuthConfig, create: createAuthService }),
  profile: service({ readConfig: readProfileConfig, create: createProfileService }),
  discovery: service({ readConfig: readDiscoveryConfig, create: createDiscoveryService }),
  media: service({ readConfig: readMediaConfig, create: createMediaService }),
  chat: service({ readConfig: readChatConfig, create: createChatService }),
  safety: service({ readConfig: readSafetyConfig, create: createSafetyService }),
  notification: service({ readConfig: readNotificationConfig, create: createNotificationService }),
  gateway: {
    readConfig: readGatewayConfig,
    create: (env, { log, takeSocket }) => createGatewayService(readGatewayConfig(env), { log, takeSocket }),
  },
} satisfies Record<AppName, { readConfig: (environment: NodeJS.ProcessEnv) => unknown; create: Factory }>

/** An instance of an app made as its own main.ts would make it. */
export const createApp = (app: AppName, { plan, logOf, clock, door }: AppOptions, instance = 0): Runnable =>
  apps[app].create(environmentOf(app, plan, instance), {
    log: logOf(instanceName(app, instance)),
    ...(clock && { clock }),
    takeSocket:
      instance === 0 ? door && ((server) => door.give((socket) => server.listen(socket))) : undefined,
  })
