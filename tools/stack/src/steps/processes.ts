import { join } from 'node:path'

import { environmentOf, type EnvironmentPlan } from '../environment.js'
import { type AppName, startOrder } from '../names.js'
import { StartFailure } from '../start-failure.js'
import type { RunningApps } from './runner.js'
import { supervise, type Supervised } from './supervise.js'

/** Where the bundles are and where their output goes. */
export interface ProcessOptions {
  readonly checkout: string
  readonly plan: EnvironmentPlan
  readonly print: (line: string) => void
}

const readyWithinMs = 30_000
/** One that keeps ending before it was ready once will not become so. */
const mostFalls = 3

/** Starts each app as its own process and keeps it running; resolves when all are ready. */
export async function runProcesses({ checkout, plan, print }: ProcessOptions): Promise<RunningApps> {
  const start = (app: AppName): Supervised =>
    supervise({
      name: app,
      script: join(checkout, 'apps', app, 'dist', 'main.js'),
      preload: join(checkout, 'tools', 'stack', 'dist', 'attached.js'),
      environment: environmentOf(app, plan),
      print,
    })
  const apps = new Map<AppName, Supervised>()
  const stop = async (): Promise<void> => {
    for (const together of [...startOrder].reverse()) await Promise.all(together.map((app) => apps.get(app)?.stop()))
  }
  try {
    for (const together of startOrder) {
      for (const app of together) apps.set(app, start(app))
      await Promise.all(together.map((app) => ready(app, plan.ports.ops[app], apps.get(app)!)))
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { stop, pids: () => Object.fromEntries([...apps].map(([name, app]) => [name, app.pid()])) }
}

async function ready(app: AppName, opsPort: number, { falls }: Supervised): Promise<void> {
  const giveUp = Date.now() + readyWithinMs
  while (!(await answers(opsPort))) {
    if (Date.now() > giveUp || falls() >= mostFalls) {
      throw new StartFailure(`${app} does not get ready: its lines above say why.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function answers(opsPort: number): Promise<boolean> {
  try {
    const { ok } = await fetch(`http://127.0.0.1:${opsPort}/readyz`, { signal: AbortSignal.timeout(1_000) })
    return ok
  } catch {
    return false
  }
}
