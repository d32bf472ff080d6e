import { createLog, type Runnable } from '@kindred/runtime'

import { createApp } from '../src/apps.js'
import type { Stack } from '../src/index.js'
import { startOrder } from '../src/names.js'
import type { SecondGateway } from './second-gateway.js'
import { freeStackPorts } from './test-stack.js'

/** One more instance of every app of a stack, on its databases; the gateway asks the new services. */
export async function openSecondMachine(stack: Stack): Promise<SecondGateway> {
  const ports = await freeStackPorts()
  const plan = { ...stack.plan, ports }
  const logOf = (name: string) => createLog({ name, level: 'silent' })
  const started: Runnable[] = []
  for (const together of startOrder) {
    const apps = together.map((app) => createApp(app, { plan, logOf }))
    await Promise.all(apps.map((app) => app.start()))
    started.unshift(...apps)
  }
  return {
    port: ports.gateway,
    url: `http://127.0.0.1:${ports.gateway}`,
    async stop() {
      for (const app of started) await app.stop()
    },
  }
}
