import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

import { MediaServiceService, type UploadPhotoRequest } from '@kindred/contracts/media'
import { startEmbeddedPostgres } from '@kindred/db/embedded'
import { newId } from '@kindred/kernel'
import { createClient, createGrpcTransport } from '@kindred/rpc'
import { createTestAuthority, testServiceConfig } from '@kindred/testkit'

import type { Classifier } from '../src/looks/classifier.js'
import { createMediaService, defaultLimits, defaultThresholds } from '../src/service.js'

/** The media service as it runs, with a database of its own. */
export interface House {
  /** A new person's way to upload; how long it took in milliseconds. */
  person(): Promise<(picture: Uint8Array) => Promise<number>>
  stop(): Promise<void>
}

const blindClassifier: Classifier = {
  model: () => 'none',
  isThere: () => true,
  warm: () => undefined,
  look: () => Promise.resolve({ score: 0, model: 'none' }),
  close: () => Promise.resolve(),
}

const chunkBytes = 64 * 1024
const deadlineMs = 120_000

/** With the classifier that comes with Kindred, or with one that sees nothing and takes no time. */
export async function startHouse(looks: 'embedded' | 'none' = 'embedded'): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-media-'))
  const postgres = await startEmbeddedPostgres({
    folder: join(folder, 'db'),
    durable: false,
    guard: 'remove',
  })
  const authority = await createTestAuthority()
  const service = createMediaService({
    ...testServiceConfig(authority, postgres.url),
    peers: { profile: '127.0.0.1:9', safety: '127.0.0.1:9' },
    folder: join(folder, 'media'),
    looks: { url: undefined, thresholds: defaultThresholds },
    ...(looks === 'none' && { classifier: blindClassifier }),
    workers: Math.max(1, availableParallelism() - 1),
    limits: { ...defaultLimits, quota: 100_000 },
  })
  await service.start()
  const transport = createGrpcTransport({ address: `127.0.0.1:${service.rpcPort}` })
  const client = createClient(MediaServiceService, transport)
  return {
    async person() {
      const token = await authority.issue(newId())
      return async (picture) => {
        const started = performance.now()
        await client.uploadPhoto(chunksOf(picture), { token, deadlineMs })
        return performance.now() - started
      }
    },
    async stop() {
      transport.close()
      await service.stop()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function* chunksOf(picture: Uint8Array): AsyncIterable<UploadPhotoRequest> {
  for (let start = 0; start < picture.length; start += chunkBytes) {
    yield { chunk: Buffer.from(picture.subarray(start, start + chunkBytes)) }
  }
}
