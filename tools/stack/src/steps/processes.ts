import type { Server } from 'node:net'
import { join } from 'node:path'

import { pause } from '@kindred/kernel'

import { loopback, reachAt } from '../addresses.js'
import { environmentOf, type EnvironmentPlan } from '../environment.js'
import type { FrontDoor } from '../front-door.js'
import { type AppName, startOrder } from '../names.js'
import { StartFailure } from '../start-failure.js'
import type { RunningApps } from './runner.js'
import { supervise, type Supervised } from './supervise.js'

/** Where the bundles are and where their output goes. */
export interface ProcessOptions {
  readonly checkout: string
  readonly plan: EnvironmentPlan
  readonly print: (line: string) => void
  /** Holds the gateway's port until the gateway answers. */
  readonly door?: FrontDoor | undefined
}

const readyWithinMs = 30_000
/** One that keeps ending before it was ready once will not become so. */
const maxFalls = 3

/** Starts each app as its own process and keeps it running; resolves when all are ready. */
export async function runProcesses({ checkout, plan, print, door }: ProcessOptions): Promise<RunningApps> {
  const start = (app: AppName, socket?: Server): Supervised =>
    supervise({
      name: app,
      script: join(checkout, 'apps', app, 'dist', 'main.js'),
      preload: join(checkout, 'tools', 'stack', 'dist', 'attached.js'),
      environment: environmentOf(app, plan),
      print,
      socket,
    })
  const apps = new Map<AppName, Supervised>()
  const stop = async (): Promise<void> => {
    for (const together of [...startOrder].reverse())
      await Promise.all(together.map(async (app) => apps.get(app)?.stop()))
  }
  try {
    for (const together of startOrder) {
      for (const app of together) {
        // The gateway's process gets the socket; ours lets go of it at once, before it could take a connection.
        const begin = (socket: Server): void => {
          apps.set(app, start(app, socket))
          socket.close()
        }
        if (app !== 'gateway' || (await door?.give(begin)) !== true) apps.set(app, start(app))
      }
      const opsOf = (app: AppName): string => reachAt((plan.hosts ?? loopback).inner, plan.ports.ops[app])
      await Promise.all(together.map((app) => ready(app, opsOf(app), apps.get(app)!)))
    }
    door?.close()
  } catch (error) {
    await stop()
    throw error
  }
  return { stop, pids: () => Object.fromEntries([...apps].map(([name, app]) => [name, app.pid()])) }
}

async function ready(app: AppName, ops: string, { falls }: Supervised): Promise<void> {
  const giveUp = Date.now() + readyWithinMs
  while (!(await answers(ops))) {
    if (Date.now() > giveUp || falls() >= maxFalls) {
      throw new StartFailure(`${app} does not get ready: its lines above say why.`)
    }
    await pause(50)
  }
}

async function answers(ops: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`http://${ops}/readyz`, { signal: AbortSignal.timeout(1_000) })
    return ok
  } catch {
    return false
  }
}
