import type { Runnable } from '@kindred/runtime'

import { type AppOptions, createApp } from '../apps.js'
import { type AppName, startOrder } from '../names.js'
import type { RunningApps } from './runner.js'

/** Runs every app in this process. */
export async function runInProcess(options: AppOptions): Promise<RunningApps> {
  const started = new Map<AppName, Runnable>()
  const stop = async (): Promise<void> => {
    for (const together of [...startOrder].reverse())
      await Promise.all(together.map(async (app) => started.get(app)?.stop()))
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
