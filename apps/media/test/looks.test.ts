import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { OutboxServiceService } from '@kindred/contracts/events'
import { PhotoApproved, PhotoHeld, PhotoRejected, PhotoRemoved } from '@kindred/contracts/media'
import { createClient } from '@kindred/rpc'
import { testTransport } from '@kindred/testkit'

import { createTestJpeg } from './pictures.js'
import { plantedClassifier } from './planted-classifier.js'
import { startMedia, type TestMedia } from './start-media.js'

const classifier = plantedClassifier()
let media: TestMedia
let jpeg: Buffer

beforeAll(async () => {
  jpeg = await createTestJpeg({ width: 400, height: 300 })
  media = await startMedia({ classifier })
  const transport = testTransport(media.address)
  const token = await media.authority.serviceToken('profile', 'media')
  const types = [PhotoApproved, PhotoRemoved, PhotoHeld, PhotoRejected].map(({ $type }) => $type)
  await createClient(OutboxServiceService, transport).subscribe({ types }, { token })
  transport.close()
})
afterAll(() => media.stop())
beforeEach(() => {
  Object.assign(classifier, { score: 0.01, version: 'planted-1', trouble: undefined })
})

async function upload() {
  const [owner, other] = [await media.person(), await media.person()]
  const { media: photo } = await media.upload(jpeg, { token: owner.token })
  const id = photo!.mediaId
  return {
    ...owner,
    id,
    photo: photo!,
    /** As its owner sees it now. */
    own: async () =>
      (await media.client.batchGetMyMedia({ mediaIds: [id] }, { token: owner.token })).media[0]!,
    seenBy: async (viewerId: string) =>
      media.read(id, viewerId).then(
        () => true,
        () => false,
      ),
    seenByOthers: () =>
      media.read(id, other.userId).then(
        () => true,
        () => false,
      ),
  }
}

/** The types of the events of one person, in order. */
async function toldOf(ownerId: string): Promise<string[]> {
  const rows = await media.db
    .selectFrom('outbox_event')
    .innerJoin('outbox_delivery', 'outbox_delivery.event_id', 'outbox_event.id')
    .select('type')
    .where('outbox_event.aggregate_id', '=', ownerId)
    .orderBy('outbox_delivery.id')
    .execute()
  return rows.map(({ type }) => type.split('.').at(-1)!)
}

describe('the score of a photo', () => {
  it.each([
    { score: 0, status: 'APPROVED', reason: undefined, told: 'PhotoApproved' },
    { score: 0.299, status: 'APPROVED', reason: undefined, told: 'PhotoApproved' },
    { score: 0.3, status: 'PENDING', reason: 'UNSURE', told: 'PhotoHeld' },
    { score: 0.699, status: 'PENDING', reason: 'UNSURE', told: 'PhotoHeld' },
    { score: 0.7, status: 'REJECTED', reason: 'EXPLICIT', told: 'PhotoRejected' },
    { score: 1, status: 'REJECTED', reason: 'EXPLICIT', told: 'PhotoRejected' },
    { score: Number.NaN, status: 'PENDING', reason: 'UNSURE', told: 'PhotoHeld' },
  ])('of $score makes it $status', async ({ score, status, reason, told }) => {
    classifier.score = score
    const photo = await upload()
    expect([photo.photo.status, photo.photo.reason]).toEqual([status, reason])
    expect([await photo.seenBy(photo.userId), await photo.seenByOthers()]).toEqual([
      true,
      status === 'APPROVED',
    ])
    expect(await toldOf(photo.userId)).toEqual([told])
  })

  it('is kept with the model that gave it', async () => {
    classifier.score = 0.125
    const { id } = await upload()
    const row = await media.db.selectFrom('photo').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ score: 0.125, model: 'planted-1' })
    expect(row.hash).toMatch(/^[01]{64}$/)
  })
})

describe('a photo that nothing can look at', () => {
  it.each(['away', 'picture'] as const)(
    'waits while its look fails (%s), and is shown once there was one',
    async (trouble) => {
      classifier.trouble = trouble
      const photo = await upload()
      expect(photo.photo).toMatchObject({ status: 'PENDING', reason: 'NOT_LOOKED_AT' })
      expect([await photo.seenBy(photo.userId), await photo.seenByOthers()]).toEqual([true, false])
      expect(await toldOf(photo.userId)).toEqual([])
      classifier.trouble = undefined
      await expect.poll(async () => (await photo.own()).status).toBe('APPROVED')
      expect(await photo.seenByOthers()).toBe(true)
      expect(await toldOf(photo.userId)).toEqual(['PhotoApproved'])
      const { payload } = await media.db
        .selectFrom('outbox_event')
        .select('payload')
        .where('aggregate_id', '=', photo.userId)
        .executeTakeFirstOrThrow()
      const { mediaId, width, height, thumbhash } = photo.photo
      expect(PhotoApproved.decode(payload).photo).toMatchObject({ mediaId, width, height, thumbhash })
    },
  )

  it('is counted, and so is every look', async () => {
    classifier.trouble = 'away'
    await upload()
    const metrics = async () => (await fetch(`http://127.0.0.1:${media.service.opsPort}/metrics`)).text()
    expect(await metrics()).toMatch(/kindred_photos_not_looked_at\{[^}]*\} 1\n/)
    expect(await metrics()).toMatch(/kindred_looks_total\{[^}]*result="away"[^}]*\} [1-9]/)
    classifier.trouble = undefined
    await expect.poll(metrics).toMatch(/kindred_photos_not_looked_at\{[^}]*\} 0\n/)
    expect(await metrics()).toMatch(/kindred_looks_total\{[^}]*result="seen"[^}]*\} [1-9]/)
  })

  it('is left to a person after five looks that failed at it', async () => {
    classifier.trouble = 'picture'
    const photo = await upload()
    await media.db.updateTable('photo').set({ failed_looks: 4 }).where('id', '=', photo.id).execute()
    await expect.poll(async () => (await photo.own()).reason).toBe('UNREADABLE')
    expect(await photo.seenByOthers()).toBe(false)
    expect(await toldOf(photo.userId)).toEqual(['PhotoHeld'])
  })
})

describe('a new model', () => {
  it('looks at every photo again, and takes away what it finds explicit', async () => {
    const photo = await upload()
    Object.assign(classifier, { version: 'planted-2', score: 0.9 })
    await expect.poll(async () => (await photo.own()).status).toBe('REJECTED')
    expect(await photo.seenByOthers()).toBe(false)
    expect(await toldOf(photo.userId)).toEqual(['PhotoApproved', 'PhotoRemoved', 'PhotoRejected'])
  })
})

describe('an appeal', () => {
  it('is heard once for a rejected photo of one’s own', async () => {
    classifier.score = 0.95
    const [photo, other] = [await upload(), await media.person()]
    expect(photo.photo.appeal).toBe('POSSIBLE')
    const ask = (token: string) => media.client.appealPhoto({ mediaId: photo.id }, { token })
    await expect(ask(other.token)).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND', kind: 'notFound' })
    expect((await ask(photo.token)).media).toMatchObject({ status: 'REJECTED', appeal: 'WAITING' })
    await expect(ask(photo.token)).rejects.toMatchObject({ code: 'MEDIA_APPEALED', kind: 'wrongState' })
    expect(await photo.seenByOthers()).toBe(false)
    expect(await toldOf(photo.userId)).toEqual(['PhotoRejected', 'PhotoHeld'])
  })

  it('is refused for a photo that is shown', async () => {
    const { id, token } = await upload()
    const refused = media.client.appealPhoto({ mediaId: id }, { token })
    await expect(refused).rejects.toMatchObject({ code: 'MEDIA_NOT_REJECTED', kind: 'wrongState' })
  })
})
