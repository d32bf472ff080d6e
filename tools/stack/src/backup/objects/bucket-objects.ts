import { AppError } from '@kindred/kernel'
import { type Bucket, listObjects, openBucket, readBucketAddress } from '@kindred/media/bucket'
import { openEnv } from '@kindred/runtime'

import { StartFailure } from '../../start-failure.js'
import type { ObjectStore } from './objects.js'

/** A piece of a backup is larger than a photo and may go over a slow line. */
const answerMs = 120_000

/** Backups in a bucket of any S3, `https://KEY:SECRET@host:port/bucket/folder?region=…`. */
export async function openBucketObjects(url: string, environment: NodeJS.ProcessEnv): Promise<ObjectStore> {
  const env = openEnv({ ...credentialsOf(environment), BACKUP_S3_URL: url })
  const address = readBucketAddress(env, 'BACKUP_S3_URL')
  env.done()
  const bucket = await openBucket(address!, () => undefined, answerMs)
  const where = `the bucket ${address!.bucket} at ${address!.origin.host}`
  const send = (request: Parameters<Bucket['send']>[0]) => explained(where, bucket.send(request))
  return {
    where,
    close: bucket.close,
    async put(name, body) {
      const headers = { 'Content-Type': 'application/octet-stream' }
      ;(await send({ method: 'PUT', name, body, headers })).resume()
    },
    async get(name) {
      const response = await send({ method: 'GET', name, fine: [404] })
      const chunks: Buffer[] = []
      for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
      return response.statusCode === 404 ? undefined : Buffer.concat(chunks)
    },
    async *list(start) {
      const listed = listObjects({ ...bucket, send }, start)
      for await (const { name } of listed) yield name
    },
    // A bucket keeps nothing of a put that was cut off.
    sweep: () => Promise.resolve(0),
    async remove(name) {
      ;(await send({ method: 'DELETE', name, fine: [404] })).resume()
    },
  }
}

const credentialsOf = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('AWS_')))

async function explained<Result>(where: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const said = error.cause instanceof Error ? error.cause.message : error.message
    throw new StartFailure(
      `The backups in ${where} cannot be used (${said}): correct the address or mend the bucket, and run it again.`,
    )
  }
}
