import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testLog } from '@kindred/testkit'
import { createTestCertificates, newAuthority, type TestCertificates } from '@kindred/testkit/certificates'
import { hasRedisServer, type RedisServer, startRedisServer } from '@kindred/testkit/redis-server'

import { createRedis } from '../src/index.js'

describe.skipIf(!hasRedisServer)('a Redis with TLS', () => {
  let certificates: TestCertificates
  let server: RedisServer

  beforeAll(async () => {
    certificates = createTestCertificates()
    server = await startRedisServer(certificates.folderOf('localhost'))
  })
  afterAll(async () => {
    await server.kill()
    certificates.remove()
  })

  /** What a ping is answered by this URL, once the connection has been tried. */
  async function pingBy(url: string): Promise<string | undefined> {
    const redis = createRedis({ url, log: testLog, alone: 'the test counts alone' })
    await redis.start()
    try {
      return await redis.ask((client) => client.ping())
    } finally {
      await redis.stop()
    }
  }

  it('is asked by a gateway that believes its authority, and by no other', async () => {
    const file = (folder: string) => `?cacertfile=${join(folder, 'ca.crt')}`
    const believing = `${server.url}${file(join(certificates.root, 'localhost'))}`
    await expect.poll(() => pingBy(believing), { timeout: 60_000 }).toBe('PONG')
    const stranger = certificates.folderOf('stranger', { believes: newAuthority().certificate })
    expect(await pingBy(`${server.url}${file(stranger)}`)).toBeUndefined()
    expect(await pingBy(believing.replace('rediss:', 'redis:'))).toBeUndefined()
    expect(await pingBy(believing.replace('localhost', '127.0.0.1'))).toBeUndefined()
  })
})
