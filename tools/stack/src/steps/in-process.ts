import type { Runnable } from '@kindred/runtime'

import { type AppOptions, createApp } from '../apps.js'
import { type AppName, startOrder } from '../names.js'
import { portsOfInstances } from '../ports.js'
import type { RunningApps } from './runner.js'

/** Runs every instance of every app in this process. */
export async function runInProcess(options: AppOptions): Promise<RunningApps> {
  const instances = portsOfInstances(options.plan.ports).map((_, index) => index)
  const started: { readonly app: AppName; readonly runnable: Runnable }[] = []
  const stop = async (): Promise<void> => {
    for (const together of [...startOrder].reverse())
      await Promise.all(
        started.filter(({ app }) => together.includes(app)).map(({ runnable }) => runnable.stop()),
      )
  }
  const start = async (app: AppName, instance: number): Promise<void> => {
    const runnable = createApp(app, options, instance)
    started.push({ app, runnable })
    await runnable.start()
  }
  try {
    for (const together of startOrder)
      await Promise.all(together.flatMap((app) => instances.map((instance) => start(app, instance))))
    options.door?.close()
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}
