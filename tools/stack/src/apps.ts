import type { Server } from 'node:net'

import { createAuthService } from '@kindred/auth'
import { createChatService } from '@kindred/chat'
import { createDiscoveryService } from '@kindred/discovery'
import { createGatewayService } from '@kindred/gateway'
import type { Clock, Log } from '@kindred/kernel'
import { createMediaService } from '@kindred/media'
import { createNotificationService } from '@kindred/notification'
import { createProfileService } from '@kindred/profile'
import type { Runnable } from '@kindred/runtime'
import { createSafetyService } from '@kindred/safety'

import { environmentOf, type EnvironmentPlan } from './environment.js'
import type { FrontDoor } from './front-door.js'
import { type AppName, instanceName } from './names.js'
import { settingsOf } from './settings.js'

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

type Factory = (environment: NodeJS.ProcessEnv, given: Given) => Runnable

const service =
  <Config>(read: (environment: NodeJS.ProcessEnv) => Config, create: (config: Config) => Runnable): Factory =>
  (environment, given) =>
    create({ ...read(environment), ...given })

/** Every app as its own main.ts makes it. */
const factories: Record<AppName, Factory> = {
  auth: service(settingsOf.auth, createAuthService),
  profile: service(settingsOf.profile, createProfileService),
  discovery: service(settingsOf.discovery, createDiscoveryService),
  media: service(settingsOf.media, createMediaService),
  chat: service(settingsOf.chat, createChatService),
  safety: service(settingsOf.safety, createSafetyService),
  notification: service(settingsOf.notification, createNotificationService),
  gateway: (env, { log, takeSocket }) => createGatewayService(settingsOf.gateway(env), { log, takeSocket }),
}

/** An instance of an app made as its own main.ts would make it. */
export const createApp = (app: AppName, { plan, logOf, clock, door }: AppOptions, instance = 0): Runnable =>
  factories[app](environmentOf(app, plan, instance), {
    log: logOf(instanceName(app, instance)),
    ...(clock && { clock }),
    takeSocket:
      instance === 0 ? door && ((server) => door.give((socket) => server.listen(socket))) : undefined,
  })
