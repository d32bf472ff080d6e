import { createClient, memoryTokens } from '@kindred/client'
import { createGatewayService, readConfig } from '@kindred/gateway'
import { createLog } from '@kindred/runtime'
import { freePorts } from '@kindred/testkit'

import { environmentOf } from '../src/environment.js'
import type { Stack } from '../src/index.js'
import type { Person } from './people.js'

/** A gateway beside the stack's own. */
export interface SecondGateway {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

/** The same person through another gateway. */
export function through({ url }: SecondGateway, person: Person): Person {
  const tokens = memoryTokens({
    accessToken: person.token(),
    refreshToken: '',
    expiresAt: Date.now() + 240_000,
  })
  return { ...person, client: createClient({ baseUrl: url, tokens }) }
}

/** Opens one more gateway before the services of a stack; a `rateLimitScale` of 0.001 lets one request of each kind through. */
export async function openSecondGateway(
  stack: Stack,
  options: { rateLimitScale?: number; port?: number } = {},
): Promise<SecondGateway> {
  const [free = 0, opsPort = 0] = await freePorts(2)
  const { port = free, rateLimitScale = 1_000 } = options
  const config = {
    ...readConfig(environmentOf('gateway', stack.plan)),
    port,
    opsPort,
    rateLimitScale,
  }
  const gateway = createGatewayService(config, { log: createLog({ name: 'gateway', level: 'silent' }) })
  await gateway.start()
  return { port, url: `http://127.0.0.1:${port}`, stop: () => gateway.stop() }
}
