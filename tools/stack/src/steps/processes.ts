import type { Server } from 'node:net'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

import { pause } from '@kindred/kernel'

import { loopback, reachAt } from '../addresses.js'
import { environmentOf, type EnvironmentPlan } from '../environment.js'
import type { FrontDoor } from '../front-door.js'
import { type AppName, instanceName, startOrder } from '../names.js'
import { portsOfInstances } from '../ports.js'
import { StartFailure } from '../start-failure.js'
import { lifeAt } from './notice-hang.js'
import type { RunningApps } from './runner.js'
import { supervise, type Supervised } from './supervise.js'

/** Where the bundles are and where their output goes. */
export interface ProcessOptions {
  readonly checkout: string
  readonly plan: EnvironmentPlan
  readonly print: (line: string) => void
  /** Holds the gateway's port until the gateway answers. */
  readonly door?: FrontDoor | undefined
  /** After how long without an answer an app is killed and started again; never, unless given. */
  readonly hungAfterMs?: number
}

/** What one instance may take on a core of its own; those that start together share the cores. */
const readyWithinMs = 30_000
/** One that keeps ending before it was ready once will not become so. */
const maxFalls = 3

/** One instance of an app, and where it answers probes. */
interface Instance {
  readonly app: AppName
  readonly name: string
  readonly index: number
  /** `host:port`. */
  readonly ops: string
}

function instancesOf({ ports, hosts = loopback }: EnvironmentPlan, app: AppName): Instance[] {
  return portsOfInstances(ports).map(({ ops }, index) => ({
    app,
    index,
    name: instanceName(app, index),
    ops: reachAt(hosts.inner, ops[app]),
  }))
}

/** Starts each instance of each app as its own process and keeps it running; resolves when all are ready. */
export async function runProcesses(options: ProcessOptions): Promise<RunningApps> {
  const { plan, door } = options
  const running = new Map<Instance, Supervised>()
  const stop = async (): Promise<void> => {
    for (const together of [...startOrder].reverse())
      await Promise.all(
        [...running].filter(([{ app }]) => together.includes(app)).map(([, process]) => process.stop()),
      )
  }
  try {
    for (const together of startOrder) {
      const instances = together.flatMap((app) => instancesOf(plan, app))
      for (const one of instances) {
        // The gateway's process gets the socket; ours lets go of it at once, before it could take a connection.
        const begin = (socket: Server): void => {
          running.set(one, launch(one, options, socket))
          socket.close()
        }
        const isFirstGateway = one.app === 'gateway' && one.index === 0
        if (!isFirstGateway || (await door?.give(begin)) !== true) running.set(one, launch(one, options))
      }
      const withinMs = readyWithinMs * Math.max(1, instances.length / availableParallelism())
      await Promise.all(instances.map((one) => ready(one, running.get(one)!, withinMs)))
    }
    door?.close()
  } catch (error) {
    await stop()
    throw error
  }
  return { stop, pids: () => Object.fromEntries([...running].map(([{ name }, one]) => [name, one.pid()])) }
}

const launch = (
  { app, name, index, ops }: Instance,
  { checkout, plan, print, hungAfterMs = 0 }: ProcessOptions,
  socket?: Server,
): Supervised =>
  supervise({
    name,
    script: join(checkout, 'apps', app, 'dist', 'main.js'),
    preload: join(checkout, 'tools', 'stack', 'dist', 'attached.js'),
    environment: environmentOf(app, plan, index),
    print,
    socket,
    life: lifeAt(ops, hungAfterMs),
  })

async function ready({ name, ops }: Instance, { falls }: Supervised, withinMs: number): Promise<void> {
  const giveUp = Date.now() + withinMs
  while (!(await answers(ops))) {
    if (falls() >= maxFalls) throw new StartFailure(`${name} ends again and again: its lines above say why.`)
    if (Date.now() > giveUp) {
      throw new StartFailure(`${name} was not ready within ${withinMs / 1_000} s: its lines above say why.`)
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
