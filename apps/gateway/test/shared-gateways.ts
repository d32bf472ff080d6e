import { newId } from '@kindred/kernel'
import { createRedis, type Redis } from '@kindred/redis'
import { createTestAuthority, testLog } from '@kindred/testkit'
import { type RedisServer, startRedisServer } from '@kindred/testkit/redis-server'

import { startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

/** Gateways that count together by one Redis, each over a connection of its own. */
export interface SharedGateways {
  readonly server: RedisServer
  readonly gateways: readonly TestGateway[]
  readonly connections: readonly Redis[]
  /** An access token of somebody new. */
  issueToken(): Promise<string>
  close(): Promise<void>
}

/** A busy machine may take longer than the 100 ms after which gateways count alone; what the URL says wins. */
const patientUrl = (url: string): string => `${url}?commandTimeout=1000`

/** Opens three of them, with every limit times `rateLimitScale`, before a discovery that takes every swipe back. */
export async function openSharedGateways(rateLimitScale: number): Promise<SharedGateways> {
  const server = await startRedisServer()
  const authority = await createTestAuthority()
  const connections = [0, 1, 2].map(() =>
    createRedis({ url: patientUrl(server.url), log: testLog, alone: 'a gateway counts alone' }),
  )
  await Promise.all(connections.map((one) => one.start()))
  const services = { discovery: { undo: async () => ({ targetUserId: newId() }) } }
  const gateways = await Promise.all(
    connections.map((redis) => startGateway({ authority, redis, config: { rateLimitScale }, services })),
  )
  return {
    server,
    gateways,
    connections,
    issueToken: () => authority.issue(newId()),
    async close() {
      await Promise.all(gateways.map((gateway) => gateway.close()))
      await Promise.all(connections.map((one) => one.stop()))
      await server.kill()
    },
  }
}

/** Asks for what the limit of swipes is counted by. */
export const swipe = (gateway: TestGateway, token: string) =>
  send(gateway, { method: 'POST', url: '/v1/discovery/undo', token })
