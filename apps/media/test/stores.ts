import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openEnv } from '@kindred/runtime'
import { testLog } from '@kindred/testkit'
import { type BucketServer, startBucketServer } from '@kindred/testkit/bucket-server'

import { type BucketAddress, readBucketAddress } from '../src/bucket/address.js'
import { openBucketFiles } from '../src/bucket/open-bucket-files.js'
import type { FileStore } from '../src/store/files.js'
import { openLocalFiles } from '../src/store/local-files.js'

/** A place for photos that a test may fill. */
export interface TestStore {
  readonly files: FileStore
  stop(): Promise<void>
}

export async function startLocalStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-files-'))
  return { files: await openLocalFiles(folder), stop: () => rm(folder, { recursive: true }) }
}

export interface TestBucket extends TestStore {
  readonly server: BucketServer
  readonly address: BucketAddress
}

export async function startBucketStore(): Promise<TestBucket> {
  const server = await startBucketServer()
  const address = addressOf(`${server.url}/some/folder`)
  const files = await openBucketFiles(address, testLog)
  return {
    server,
    address,
    files,
    async stop() {
      files.close()
      await server.stop()
    },
  }
}

export function addressOf(url: string): BucketAddress {
  const env = openEnv({ MEDIA_S3_URL: url })
  const address = readBucketAddress(env, 'MEDIA_S3_URL')
  env.done()
  return address!
}
