import { readdir } from 'node:fs/promises'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { PersonDataServiceService } from '@kindred/contracts/account'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { createClient } from '@kindred/rpc'
import { deliver, testEvent, testLog, testTransport } from '@kindred/testkit'
import { hasBucketServer } from '@kindred/testkit/bucket-server'

import { openBucketFiles } from '../src/bucket/open-bucket-files.js'
import { openBucket } from '../src/bucket/requests.js'
import { removePending } from '../src/jobs/remove-pending.js'
import { readConfig } from '../src/service.js'
import { createTestJpeg } from './pictures.js'
import { startMedia, type TestMedia } from './start-media.js'
import { addressOf, startBucketStore, type TestBucket } from './stores.js'

const unavailable = { kind: 'unavailable', code: 'MEDIA_STORAGE_UNAVAILABLE', retryAfter: 5 }

describe('the address of a bucket', () => {
  const base = { MEDIA_DATABASE_URL: 'postgres://localhost/media', SERVICE_SECRET: 's'.repeat(64) }
  const read = (variables: Record<string, string>) => readConfig({ ...base, ...variables }).bucket

  it('says where, in which folder, in which region and with which credentials', () => {
    expect(
      read({ MEDIA_S3_URL: 'https://KEY:a%2Fb%3F@s3.example:9000/photos/kindred/eu?region=eu-west-3' }),
    ).toEqual({
      origin: new URL('https://s3.example:9000'),
      bucket: 'photos',
      prefix: 'kindred/eu/',
      region: 'eu-west-3',
      accessKeyId: 'KEY',
      secretAccessKey: 'a/b?',
      sessionToken: undefined,
    })
  })

  it('leaves to the variables of AWS what it does not say', () => {
    const aws = {
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'ID',
      AWS_SECRET_ACCESS_KEY: 'SECRET',
      AWS_SESSION_TOKEN: 'TOKEN',
    }
    expect(read({ MEDIA_S3_URL: 'https://s3.example/photos', ...aws })).toMatchObject({
      prefix: '',
      region: 'eu-north-1',
      accessKeyId: 'ID',
      secretAccessKey: 'SECRET',
      sessionToken: 'TOKEN',
    })
    const own = read({ MEDIA_S3_URL: 'https://KEY:MINE@s3.example/photos', ...aws })
    expect(own).toMatchObject({ accessKeyId: 'KEY', secretAccessKey: 'MINE', sessionToken: undefined })
    expect(read(aws)).toBeUndefined()
  })

  it('is refused by name without a bucket or credentials, and its secret is not repeated', () => {
    const url = 'https://s3.example/x'
    expect(() => read({ MEDIA_S3_URL: url })).toThrow(
      /MEDIA_S3_URL names no bucket[^]*MEDIA_S3_URL has no credentials/,
    )
    const secret = 'https://KEY:very-secret@s3.example/'
    expect(() => read({ MEDIA_S3_URL: secret })).toThrow(/^(?![^]*very-secret)[^]*names no bucket/)
  })
})

describe.skipIf(!hasBucketServer)('the start on a bucket', () => {
  let store: TestBucket
  beforeAll(async () => {
    store = await startBucketStore()
  })
  afterAll(() => store.stop())

  it.each([
    [
      'another secret',
      (url: string) => url.replace(/:[^:@]+@/, ':wrong@'),
      'is refused: the bucket answers 403 SignatureDoesNotMatch',
    ],
    [
      'a bucket that is not there',
      (url: string) => `${url}-2`,
      'is refused: the bucket answers 404 NoSuchBucket',
    ],
  ])('says that %s is a wrong setting', async (_, change, problem) => {
    const opening = openBucketFiles(addressOf(change(store.server.url)), testLog)
    await expect(opening).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining(problem),
    })
  })

  it('refuses a bucket that keeps what is deleted', async () => {
    const bucket = await openBucket(store.address, () => undefined)
    const versioning = async (status: string) => {
      const body = Buffer.from(
        `<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>${status}</Status></VersioningConfiguration>`,
      )
      await bucket.send({ method: 'PUT', query: { versioning: '' }, body })
    }
    await versioning('Enabled')
    const problem = { name: 'ConfigError', message: expect.stringContaining('turn its versioning off') }
    await expect(openBucketFiles(store.address, testLog)).rejects.toMatchObject(problem)
    await versioning('Suspended')
    bucket.close()
    const files = await openBucketFiles(store.address, testLog)
    files.close()
  })

  it('does not wait for a bucket that is away', async () => {
    await store.server.kill()
    const files = await openBucketFiles(store.address, testLog)
    await store.server.start()
    const key = 'ab'.repeat(16)
    await expect
      .poll(() =>
        files.put(key, { full: Buffer.from('x') }).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
    files.close()
  })
})

describe.skipIf(!hasBucketServer)('the media service on a bucket', () => {
  let store: TestBucket
  let media: TestMedia
  let jpeg: Buffer

  beforeAll(async () => {
    jpeg = await createTestJpeg({ width: 400, height: 300 })
    store = await startBucketStore()
    media = await startMedia({ bucket: store.address })
  })
  afterAll(async () => {
    await media.stop()
    await store.stop()
  })
  beforeEach(async () => {
    const { token, userId } = await media.person()
    // What a test before has stopped is seen to be back with the first try after a second.
    await expect
      .poll(() =>
        media.upload(jpeg, { token }).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
    await leave(userId)
    await expect.poll(() => store.server.objects()).toEqual([])
  })

  const leave = (userId: string) =>
    deliver(media.address, media.authority, 'media', [testEvent(ProfileDeleted, userId, { userId })])

  async function photo() {
    const person = await media.person()
    const { media: uploaded } = await media.upload(jpeg, { token: person.token })
    return { ...person, mediaId: uploaded!.mediaId }
  }

  it('keeps three sizes of a photo there and nothing in the folder, serves them and removes them', async () => {
    const { token, userId, mediaId } = await photo()
    expect(store.server.objects()).toHaveLength(3)
    expect(await readdir(media.folder)).toEqual(['incoming'])
    const { header, bytes } = await media.read(mediaId, userId)
    expect(bytes.length).toBe(header.sizeBytes)
    const part = await media.read(mediaId, userId, { offset: 10, length: 20 })
    expect(part.bytes.equals(bytes.subarray(10, 30))).toBe(true)
    expect(part.header).toEqual(header)
    await media.client.deleteMedia({ mediaId }, { token })
    expect(store.server.objects()).toEqual([])
    await expect(media.read(mediaId, userId)).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND' })
  })

  describe.each([
    ['gone', () => store.server.kill(), () => store.server.start()],
    ['there but silent', async () => store.server.freeze(), async () => store.server.wake()],
  ])('while it is %s', (_, stop, back) => {
    it('answers uploads and reads with 503 and does everything else', async () => {
      const { token, userId, mediaId } = await photo()
      await stop()
      await expect(media.upload(jpeg, { token })).rejects.toMatchObject(unavailable)
      await expect(media.read(mediaId, userId)).rejects.toMatchObject(unavailable)
      const { media: mine } = await media.client.listMyMedia({ pageSize: 0, pageToken: '' }, { token })
      expect(mine.map((one) => one.mediaId)).toEqual([mediaId])
      await media.client.deleteMedia({ mediaId }, { token })
      await expect(media.read(mediaId, userId)).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND' })
      await back()
      await expect.poll(() => store.server.objects()).toEqual([])
    })

    it('says of nobody that they are erased whose files are still there', async () => {
      const { userId } = await photo()
      const transport = testTransport(media.address)
      const token = await media.authority.serviceToken('auth', 'media')
      const erasure = () =>
        createClient(PersonDataServiceService, transport).getErasure({ userId }, { token })
      await stop()
      expect(await leave(userId)).toEqual([])
      await removePending({ ...(await media.jobContext()), files: store.files })
      expect((await erasure()).erasedAt).toBeUndefined()
      expect(store.server.objects()).toHaveLength(3)
      await back()
      await expect.poll(async () => (await erasure()).erasedAt).toBeInstanceOf(Date)
      expect(store.server.objects()).toEqual([])
      transport.close()
    })
  })
})
