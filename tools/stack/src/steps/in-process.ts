import type { Server } from 'node:net'

import { createAuthService, readConfig as readAuthConfig } from '@kindred/auth'
import { createChatService, readConfig as readChatConfig } from '@kindred/chat'
import { createDiscoveryService, readConfig as readDiscoveryConfig } from '@kindred/discovery'
import { createGatewayService, readConfig as readGatewayConfig } from '@kindred/gateway'
import type { Clock, Log } from '@kindred/kernel'
import { createMediaService, readConfig as readMediaConfig } from '@kindred/media'
import { createProfileService, readConfig as readProfileConfig } from '@kindred/profile'
import type { Runnable } from '@kindred/runtime'

import { environmentOf, type EnvironmentPlan } from '../environment.js'
import type { FrontDoor } from '../front-door.js'
import { type AppName, startOrder } from '../names.js'
import type { RunningApps } from './runner.js'

/** What the apps are given beside their environment. */
export interface InProcessOptions {
  readonly plan: EnvironmentPlan
  readonly logOf: (app: AppName) => Log
  readonly clock?: Clock | undefined
  /** Holds the gateway's port until the gateway answers. */
  readonly door?: FrontDoor | undefined
}

/** Runs every app in this process. */
export async function runInProcess(options: InProcessOptions): Promise<RunningApps> {
  const started = new Map<AppName, Runnable>()
  const stop = async (): Promise<void> => {
    for (const together of [...startOrder].reverse())
      await Promise.all(together.map((app) => started.get(app)?.stop()))
  }
  const start = async (app: AppName): Promise<void> => {
    const runnable = createApp(app, options)
    started.set(app, runnable)
    await runnable.start()
  }
  try {
    for (const together of startOrder) await Promise.all(together.map(start))
    options.door?.close()
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

interface Given {
  readonly log: Log
  readonly clock?: Clock
  /** For the gateway. */
  readonly takeSocket?: ((server: Server) => Promise<boolean>) | undefined
}

/** Reads the environment of an app; throws a ConfigError. */
export const configReaders = {
  auth: readAuthConfig,
  profile: readProfileConfig,
  discovery: readDiscoveryConfig,
  media: readMediaConfig,
  chat: readChatConfig,
  gateway: readGatewayConfig,
} satisfies Record<AppName, (environment: NodeJS.ProcessEnv) => unknown>

type Factory = (environment: NodeJS.ProcessEnv, given: Given) => Runnable

const factories: Record<AppName, Factory> = {
  auth: (env, given) => createAuthService({ ...configReaders.auth(env), ...given }),
  profile: (env, given) => createProfileService({ ...configReaders.profile(env), ...given }),
  discovery: (env, given) => createDiscoveryService({ ...configReaders.discovery(env), ...given }),
  media: (env, given) => createMediaService({ ...configReaders.media(env), ...given }),
  chat: (env, given) => createChatService({ ...configReaders.chat(env), ...given }),
  gateway: (env, { log, takeSocket }) =>
    createGatewayService(configReaders.gateway(env), { log, takeSocket }),
}

/** An app made as its own main.ts would make it. */
export const createApp = (app: AppName, { plan, logOf, clock, door }: InProcessOptions): Runnable =>
  factories[app](environmentOf(app, plan), {
    log: logOf(app),
    ...(clock && { clock }),
    takeSocket: door && ((server) => door.give((socket) => server.listen(socket))),
  })
