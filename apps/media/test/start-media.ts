import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { MediaServiceService, type PhotoHeader, type UploadPhotoRequest } from '@kindred/contracts/media'
import { openDatabase } from '@kindred/db'
import { newId, systemClock } from '@kindred/kernel'
import { type CallOptions, createClient } from '@kindred/rpc'
import { createMetrics } from '@kindred/runtime'
import { allMigrations } from '@kindred/service'
import {
  createTestAuthority,
  createTestDatabase,
  testLog,
  testServiceConfig,
  testTransport,
} from '@kindred/testkit'

import type { BucketAddress } from '../src/bucket/address.js'
import type { MediaContext } from '../src/context.js'
import type { Classifier } from '../src/looks/classifier.js'
import { createWorkQueue } from '../src/pictures/work-queue.js'
import {
  createMediaService,
  defaultLimits,
  defaultThresholds,
  type MediaLimits,
  migrations,
} from '../src/service.js'
import { openIncoming } from '../src/store/incoming.js'
import { openLocalFiles } from '../src/store/local-files.js'
import type { Tables } from '../src/store/schema.js'
import { plantedClassifier } from './planted-classifier.js'

export type TestMedia = Awaited<ReturnType<typeof startMedia>>

interface TestMediaOptions extends Partial<MediaLimits> {
  /** Instead of one that finds nothing in any picture. */
  readonly classifier?: Classifier
  /** Where photos are kept instead of the folder. */
  readonly bucket?: BucketAddress
  /** From where photos are being moved. */
  readonly moveFrom?: string
}

/** The media service on a database and a folder of its own, with a client and a look behind the scenes. */
export async function startMedia({
  classifier = plantedClassifier(),
  bucket,
  moveFrom,
  ...limits
}: TestMediaOptions = {}) {
  const [authority, place] = [
    await createTestAuthority(),
    await createTestDatabase('media', allMigrations(migrations)),
  ]
  const folder = await mkdtemp(join(tmpdir(), 'kindred-media-'))
  const service = createMediaService({
    ...testServiceConfig(authority, place.url),
    peers: { profile: '127.0.0.1:9', safety: '127.0.0.1:9' },
    folder,
    bucket,
    moveFrom,
    limits: { ...defaultLimits, ...limits },
    workers: 2,
    looks: { url: undefined, thresholds: defaultThresholds },
    classifier,
  })
  await service.start()
  const address = `127.0.0.1:${service.rpcPort}`
  const transport = testTransport(address)
  const client = createClient(MediaServiceService, transport)
  const database = openDatabase<Tables>({ url: place.url, name: 'test', log: testLog })

  return {
    authority,
    folder,
    address,
    client,
    service,
    db: database.db,
    /** A new person with a token. */
    async person() {
      const userId = newId()
      return { userId, token: await authority.issue(userId) }
    },
    upload: (picture: Uint8Array, options: CallOptions) => client.uploadPhoto(chunksOf(picture), options),
    /** The bytes and the header of one size as another service on behalf of a viewer gets them. */
    async read(mediaId: string, viewerId: string | undefined, part: Partial<ReadPart> = {}) {
      const token = await authority.serviceToken('gateway', 'media', viewerId)
      const messages = client.readPhoto({ mediaId, size: 'FULL', offset: 0, length: 0, ...part }, { token })
      return collect(messages)
    },
    /** Files that lie about: `kept` photos and uploads that are coming in. */
    async files() {
      const list = (name: string) => readdir(join(folder, name), { recursive: true })
      const kept = (await list('kept')).filter((name) => name.split('/').length === 3)
      return { kept, incoming: await list('incoming') }
    },
    /** What a job gets, with a clock that may be ahead. */
    async jobContext(aheadMs = 0): Promise<MediaContext> {
      return {
        clock: { now: () => new Date(systemClock.now().getTime() + aheadMs) },
        db: database.db,
        log: testLog,
        metrics: createMetrics('media'),
        limits: defaultLimits,
        classifier,
        thresholds: defaultThresholds,
        files: await openLocalFiles(folder),
        incoming: await openIncoming(folder),
        buckets: [],
        queue: createWorkQueue({ running: 1, waiting: 1, waitingEach: 1 }),
      }
    },
    async stop() {
      transport.close()
      await service.stop()
      await database.close()
      await place.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface ReadPart {
  readonly size: 'THUMB' | 'CARD' | 'FULL'
  readonly offset: number
  readonly length: number
  readonly forReview: boolean
}

/** A picture in messages of 64 KiB. */
export async function* chunksOf(picture: Uint8Array, bytes = 64 * 1024): AsyncIterable<UploadPhotoRequest> {
  for (let start = 0; start < picture.length; start += bytes) {
    yield { chunk: Buffer.from(picture.subarray(start, start + bytes)) }
  }
}

type Client = ReturnType<typeof createClient<typeof MediaServiceService>>

async function collect(messages: ReturnType<Client['readPhoto']>) {
  const chunks: Buffer[] = []
  const headers: PhotoHeader[] = []
  for await (const { part } of messages) {
    if (part?.$case === 'header') headers.push(part.value)
    if (part?.$case === 'chunk') chunks.push(part.value)
  }
  const [header] = headers
  if (header === undefined) throw new Error('A photo came without its header.')
  return { header, bytes: Buffer.concat(chunks), chunks }
}
