import { join } from 'node:path'

import { vi } from 'vitest'

import { environmentOf } from '../src/environment.js'
import { supervise } from '../src/steps/supervise.js'
import { freeStackPorts, type TestStack } from './test-stack.js'
import { checkout } from './victims.js'

/** One more process of notification on the same database, and a gateway that asks it. */
export interface SecondHalf {
  readonly url: string
  readonly pids: Readonly<Record<'notification' | 'gateway', () => number | undefined>>
  stop(): Promise<void>
}

/** Starts both beside a stack; resolves once they answer. */
export async function startSecondHalf(stack: TestStack): Promise<SecondHalf> {
  const free = await freeStackPorts()
  const ports = { ...free, rpc: { ...stack.plan.ports.rpc, notification: free.rpc.notification } }
  const start = (name: 'notification' | 'gateway') =>
    supervise({
      name,
      script: join(checkout, 'apps', name, 'dist', 'main.js'),
      preload: join(checkout, 'tools', 'stack', 'dist', 'attached.js'),
      environment: environmentOf(name, { ...stack.plan, ports }),
      print: () => undefined,
    })
  const [notification, gateway] = [start('notification'), start('gateway')]
  const url = `http://127.0.0.1:${ports.gateway}`
  await vi.waitUntil(() => fetch(`${url}/health`).then(isHealthy, () => false), { timeout: 120_000 })
  return {
    url,
    pids: { notification: notification.pid, gateway: gateway.pid },
    async stop() {
      await gateway.stop()
      await notification.stop()
    },
  }
}

const isHealthy = async (answer: Response): Promise<boolean> => (await answer.text()).includes('"healthy"')
