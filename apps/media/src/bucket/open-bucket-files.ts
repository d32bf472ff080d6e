import { text } from 'node:stream/consumers'

import { AppError, type Log } from '@kindred/kernel'
import { ConfigError } from '@kindred/runtime'

import type { FileStore } from '../store/files.js'
import { addressExample, type BucketAddress } from './address.js'
import { createBucketFiles } from './bucket-files.js'
import { type Bucket, BucketRefused, openBucket } from './requests.js'

/** The photos in a bucket, and whether it answers. */
export interface BucketFiles extends FileStore {
  isAway(): boolean
  close(): void
}

/**
 * Opens a bucket for photos. Throws a ConfigError for one that refuses us or keeps what is deleted; one that does not answer may do so
 * later.
 */
export async function openBucketFiles(address: BucketAddress, log: Log): Promise<BucketFiles> {
  const about = { bucket: address.bucket, at: address.origin.host }
  const bucket = await openBucket(address, (isAway) =>
    isAway
      ? log.warn(about, 'the bucket of photos is away')
      : log.info(about, 'the bucket of photos is back'),
  )
  try {
    await refuseUnfit(bucket, log)
  } catch (error) {
    const problem = problemOf(error)
    if (problem !== undefined) {
      bucket.close()
      throw new ConfigError([{ name: 'MEDIA_S3_URL', problem, example: addressExample }])
    }
    log.warn({ ...about, err: error }, 'the bucket of photos does not answer: photos have to wait for it')
  }
  return { ...createBucketFiles(bucket), isAway: bucket.isAway, close: bucket.close }
}

const keepsVersions =
  'names a bucket that keeps old versions, so that deleted photos would stay: turn its versioning off'

async function refuseUnfit(bucket: Bucket, log: Log): Promise<void> {
  const trial = await bucket.send({ method: 'GET', query: { 'list-type': '2', 'max-keys': '1' } })
  trial.resume()
  // Some of those that speak S3 know nothing of versions, and a key may lack the right to ask.
  const fine = [400, 403, 404, 405, 501]
  const versions = await bucket.send({ method: 'GET', query: { versioning: '' }, fine })
  if (versions.statusCode !== 200)
    return log.warn(
      { status: versions.statusCode },
      'the bucket does not tell whether it keeps old versions of photos',
    )
  if (/<Status>Enabled<\/Status>/.test(await text(versions))) throw new Error(keepsVersions)
}

/** What the operator must mend; undefined when the bucket is only away. */
function problemOf(error: unknown): string | undefined {
  if (!(error instanceof AppError)) return (error as Error).message
  const { cause } = error
  if (!(cause instanceof BucketRefused) || cause.status >= 500 || cause.status === 429) return undefined
  return `is refused: ${cause.message}`
}
