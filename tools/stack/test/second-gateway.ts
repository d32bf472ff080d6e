import { createGatewayService, readConfig } from '@kindred/gateway'
import { createLog } from '@kindred/runtime'
import { freePorts } from '@kindred/testkit'

import { environmentOf } from '../src/environment.js'
import { type Stack } from '../src/index.js'

/** One more gateway before the services of a stack, with limits of its own; 0.001 lets one request of each kind through. */
export async function openSecondGateway(
  stack: Stack,
  rateLimitScale: number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const [port = 0, opsPort = 0] = await freePorts(2)
  const config = {
    ...readConfig(environmentOf('gateway', stack.plan)),
    ...{ port, opsPort, rateLimitScale },
  }
  const gateway = createGatewayService(config, { log: createLog({ name: 'gateway', level: 'silent' }) })
  await gateway.start()
  return { url: `http://127.0.0.1:${port}`, stop: () => gateway.stop() }
}
