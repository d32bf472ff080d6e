import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  createTestAuthority,
  createTestDatabase,
  type TestDatabase,
  testServiceConfig,
} from '@kindred/testkit'

import { createMediaService, defaultLimits, defaultThresholds, readConfig } from '../src/service.js'

let folder: string
let place: TestDatabase

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindred-media-'))
  place = await createTestDatabase('media')
})
afterAll(async () => {
  await place.drop()
  await rm(folder, { recursive: true })
})

describe('the configuration', () => {
  it('has the limits of the contract when nothing is said', () => {
    const config = readConfig({
      MEDIA_DATABASE_URL: 'postgres://localhost/media',
      SERVICE_SECRET: 's'.repeat(64),
    })
    expect(config).toMatchObject({
      folder: 'data/media',
      limits: defaultLimits,
      rpcPort: 8084,
    })
    expect(config.workers).toBe(Math.max(1, availableParallelism() - 1))
  })

  it('names all faults together', () => {
    const environment = { MEDIA_MAX_BYTES: 'many', MEDIA_QUOTA: '0', MEDIA_WORKERS: '1000' }
    expect(() => readConfig(environment)).toThrow(
      /MEDIA_DATABASE_URL[^]*MEDIA_MAX_BYTES[^]*MEDIA_QUOTA[^]*MEDIA_WORKERS/,
    )
  })
})

describe('the start', () => {
  it('says which setting is wrong when photos cannot be kept', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    const service = createMediaService({
      ...testServiceConfig(await createTestAuthority(), place.url),
      peers: { profile: '127.0.0.1:9', safety: '127.0.0.1:9' },
      folder: join(file, 'media'),
      limits: defaultLimits,
      workers: 1,
      looks: { url: undefined, thresholds: defaultThresholds },
    })
    await expect(service.start()).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringMatching(
        /^MEDIA_FOLDER names a folder that cannot be written to \(ENOTDIR\)\. Example: /,
      ),
    })
    await service.stop()
  })
})
