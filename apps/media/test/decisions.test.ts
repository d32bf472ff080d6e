import { access } from 'node:fs/promises'
import { join } from 'node:path'

import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { EvidenceReleased, PhotoDecided } from '@kindred/contracts/safety'
import { newId } from '@kindred/kernel'
import { deliver, testEvent } from '@kindred/testkit'

import { removePending } from '../src/jobs/remove-pending.js'
import { sweep } from '../src/jobs/sweep.js'
import { ordinaryPhotos } from './ordinary-photos.js'
import { plantedClassifier } from './planted-classifier.js'
import { startMedia, type TestMedia } from './start-media.js'

const classifier = plantedClassifier()
const [[, astronaut], [, cat], [, coffee]] = ordinaryPhotos as [
  [string, Buffer],
  [string, Buffer],
  [string, Buffer],
]
const officer = new Map(ordinaryPhotos).get('officer.jpg')!
let media: TestMedia

beforeAll(async () => {
  media = await startMedia({ classifier })
})
afterAll(() => media.stop())
beforeEach(() => {
  Object.assign(classifier, { score: 0.01, version: 'planted-1', trouble: undefined })
})

async function upload(picture: Buffer) {
  const owner = await media.person()
  const { media: photo } = await media.upload(picture, { token: owner.token })
  return { ...owner, photo: photo!, id: photo!.mediaId }
}
type Uploaded = Awaited<ReturnType<typeof upload>>

const own = async ({ id, token }: Uploaded) =>
  (await media.client.batchGetMyMedia({ mediaIds: [id] }, { token })).media[0]!
const isShown = ({ id }: Uploaded) =>
  media.read(id, newId()).then(
    () => true,
    () => false,
  )
/** As safety tells it. */
async function decide({ id, userId }: Pick<Uploaded, 'id' | 'userId'>, decision: Partial<PhotoDecided>) {
  const denied = {
    approved: false,
    rule: 'SEXUAL_CONTENT',
    listHash: false,
    decisionId: newId(),
    takenBack: false,
    seenAgain: false,
  }
  const payload = { mediaId: id, ownerId: userId, ...denied, ...decision }
  expect(
    await deliver(media.address, media.authority, 'media', [testEvent(PhotoDecided, userId, payload)]),
  ).toEqual([])
}
const release = async (caseId: string) =>
  expect(
    await deliver(media.address, media.authority, 'media', [testEvent(EvidenceReleased, caseId, { caseId })]),
  ).toEqual([])
const hold = async (holdId: string, { userId: ownerId, id }: Uploaded) => {
  const token = await media.authority.serviceToken('safety', 'media')
  return (await media.client.holdPhotos({ ownerId, mediaIds: [id], holdId }, { token })).photos
}
const readForReview = (id: string, forReview: boolean) => media.read(id, newId(), { forReview })
const has = async (key: string) =>
  access(join(media.folder, 'kept', key.slice(0, 2), key.slice(2, 4), key)).then(
    () => true,
    () => false,
  )
const keyOf = async ({ id }: Uploaded) =>
  (await media.db.selectFrom('photo').select('storage_key').where('id', '=', id).executeTakeFirstOrThrow())
    .storage_key

describe('a moderator', () => {
  it('may show a photo that waits', async () => {
    classifier.score = 0.5
    const photo = await upload(astronaut)
    expect([photo.photo.status, await isShown(photo)]).toEqual(['PENDING', false])
    await decide(photo, { approved: true })
    expect([(await own(photo)).status, await isShown(photo)]).toEqual(['APPROVED', true])
  })

  it('may take down a photo that is shown, and its owner learns the rule', async () => {
    const photo = await upload(astronaut)
    await decide(photo, {})
    expect(await own(photo)).toMatchObject({
      status: 'REJECTED',
      reason: 'RULE',
      rule: 'SEXUAL_CONTENT',
    })
    expect(await isShown(photo)).toBe(false)
  })

  it('is appealed against by the decision alone, not by the photo as well', async () => {
    const photo = await upload(astronaut)
    await decide(photo, {})
    expect((await own(photo)).appeal).toBeUndefined()
    const appeal = media.client.appealPhoto({ mediaId: photo.id }, { token: photo.token })
    await expect(appeal).rejects.toMatchObject({ code: 'MEDIA_NOT_REJECTED' })
    expect((await own(photo)).status).toBe('REJECTED')
  })

  it('gives a photo back as it was before the decision that is taken back, and no other', async () => {
    const [first, second] = [newId(), newId()]
    const shown = await upload(astronaut)
    await decide(shown, { decisionId: first })
    await decide(shown, { decisionId: second })
    await decide(shown, { approved: true, decisionId: first, takenBack: true })
    expect(await isShown(shown)).toBe(false)
    await decide(shown, { approved: true, decisionId: second, takenBack: true })
    expect(await isShown(shown)).toBe(true)
  })

  it('takes back the last removal alone where an earlier one holds, also from the list', async () => {
    const [first, second] = [newId(), newId()]
    const photo = await upload(officer)
    const [isListed, isListedNoMore] = [{ reason: 'LISTED' }, { status: 'APPROVED' }]
    await decide(photo, { decisionId: first, listHash: true, rule: 'HATE' })
    await decide(photo, { decisionId: second, listHash: true })
    await decide(photo, { approved: true, decisionId: second, takenBack: true })
    expect([await own(photo), await isShown(photo)]).toMatchObject([{ reason: 'RULE', rule: 'HATE' }, false])
    expect((await upload(officer)).photo).toMatchObject(isListed)
    await decide(photo, { approved: true, decisionId: first, takenBack: true })
    expect([await own(photo), await isShown(photo)]).toMatchObject([{ status: 'APPROVED' }, true])
    expect((await upload(officer)).photo).toMatchObject(isListedNoMore)
  })

  it('does not show by approving what another decision has removed, until that one is taken back', async () => {
    classifier.score = 0.5
    const [photo, decisionId] = [await upload(astronaut), newId()]
    await decide(photo, { decisionId })
    await decide(photo, { approved: true })
    expect([(await own(photo)).status, await isShown(photo)]).toEqual(['REJECTED', false])
    await decide(photo, { approved: true, decisionId, takenBack: true })
    expect([(await own(photo)).status, await isShown(photo)]).toEqual(['APPROVED', true])
  })

  it('shows nothing that was not shown before by taking a decision back', async () => {
    classifier.score = 0.9
    const photo = await upload(astronaut)
    const decisionId = newId()
    await decide(photo, { decisionId })
    await decide(photo, { approved: true, decisionId, takenBack: true })
    expect([(await own(photo)).status, await isShown(photo)]).toEqual(['PENDING', false])
  })

  it('shows a photo that waited when an appeal against its rejection is won, without another look', async () => {
    classifier.score = 0.5
    const [photo, decisionId] = [await upload(astronaut), newId()]
    await decide(photo, { decisionId })
    await decide(photo, { approved: true, decisionId, takenBack: true, seenAgain: true })
    expect([(await own(photo)).status, await isShown(photo)]).toEqual(['APPROVED', true])
  })

  it('decides nothing about a photo of somebody else than the case is about', async () => {
    const photo = await upload(astronaut)
    await decide({ id: photo.id, userId: newId() }, {})
    expect(await isShown(photo)).toBe(true)
  })

  it('is not overruled by a later model', async () => {
    const [shown, hidden] = [await upload(astronaut), await upload(cat)]
    await decide(shown, { approved: true })
    await decide(hidden, {})
    Object.assign(classifier, { version: 'planted-2', score: 0.5 })
    const models = async () => {
      const rows = await media.db
        .selectFrom('photo')
        .select('model')
        .where('id', 'in', [shown.id, hidden.id])
        .execute()
      return rows.map(({ model }) => model)
    }
    await expect.poll(models).toEqual(['planted-2', 'planted-2'])
    expect([(await own(shown)).status, (await own(hidden)).status]).toEqual(['APPROVED', 'REJECTED'])
  })

  it('may deny an appeal, which is the last word', async () => {
    classifier.score = 0.9
    const photo = await upload(astronaut)
    await media.client.appealPhoto({ mediaId: photo.id }, { token: photo.token })
    await decide(photo, {})
    expect(await own(photo)).toMatchObject({ status: 'REJECTED', appeal: 'DENIED' })
    const again = media.client.appealPhoto({ mediaId: photo.id }, { token: photo.token })
    await expect(again).rejects.toMatchObject({ code: 'MEDIA_APPEALED' })
  })

  it('sees photos that wait, were rejected or are held; nobody else does', async () => {
    classifier.score = 0.5
    const photo = await upload(astronaut)
    await expect(readForReview(photo.id, false)).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND' })
    expect((await readForReview(photo.id, true)).bytes.length).toBeGreaterThan(0)
    await hold(newId(), photo)
    await media.client.deleteMedia({ mediaId: photo.id }, { token: photo.token })
    await expect(media.read(photo.id, photo.userId)).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND' })
    expect((await readForReview(photo.id, true)).bytes.length).toBeGreaterThan(0)
  })
})

describe('a removed photo', () => {
  it('is held for a look when it comes again, mirrored and brighter, and others are not', async () => {
    await decide(await upload(coffee), { listHash: true })
    const copy = await sharp(coffee).flop().modulate({ brightness: 1.15 }).jpeg({ quality: 60 }).toBuffer()
    const again = await upload(copy)
    expect(again.photo).toMatchObject({ status: 'PENDING', reason: 'LISTED' })
    expect(await isShown(again)).toBe(false)
    expect((await upload(cat)).photo.status).toBe('APPROVED')
  })

  it('takes copies down that are shown already, and gives them back when the decision is taken back', async () => {
    const [first, copy] = [await upload(cat), await upload(await sharp(cat).flop().toBuffer())]
    expect(await isShown(copy)).toBe(true)
    const decisionId = newId()
    await decide(first, { decisionId, listHash: true })
    await expect.poll(async () => (await own(copy)).reason).toBe('LISTED')
    expect(await isShown(copy)).toBe(false)
    await decide(first, { approved: true, decisionId, takenBack: true })
    await expect.poll(async () => (await own(copy)).status).toBe('APPROVED')
    expect(await isShown(copy)).toBe(true)
    expect((await upload(cat)).photo.status).toBe('APPROVED')
  })

  it('is listed though its owner deleted it, as long as it is held', async () => {
    const photo = await upload(astronaut)
    await hold(newId(), photo)
    await media.client.deleteMedia({ mediaId: photo.id }, { token: photo.token })
    await decide(photo, { listHash: true })
    expect((await upload(astronaut)).photo).toMatchObject({ status: 'PENDING', reason: 'LISTED' })
  })
})

describe('a hold', () => {
  it('keeps the files of a deleted photo until it is released, whatever job runs', async () => {
    const photo = await upload(coffee)
    const [key, holdId] = [await keyOf(photo), newId()]
    expect(await hold(holdId, photo)).toMatchObject([
      { mediaId: photo.id, ownerId: photo.userId, model: 'planted-1' },
    ])
    await media.client.deleteMedia({ mediaId: photo.id }, { token: photo.token })
    const later = await media.jobContext(100 * 24 * 3_600_000)
    await removePending(later)
    await sweep(later, new AbortController().signal)
    expect(await has(key)).toBe(true)
    await release(holdId)
    await removePending(later)
    expect(await has(key)).toBe(false)
    await expect(readForReview(photo.id, true)).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND' })
  })

  it('that ends leaves files that another hold or the photo itself needs', async () => {
    const photo = await upload(coffee)
    const [key, first, second] = [await keyOf(photo), newId(), newId()]
    const isThereAfter = async (holdId: string) => {
      await release(holdId)
      await removePending(await media.jobContext())
      return has(key)
    }
    for (const holdId of [first, first, second]) expect(await hold(holdId, photo)).toHaveLength(1)
    expect(await isThereAfter(first)).toBe(true)
    await media.client.deleteMedia({ mediaId: photo.id }, { token: photo.token })
    expect(await has(key)).toBe(true)
    expect(await isThereAfter(second)).toBe(false)
  })

  it('takes all photos of a person when none is named, and none of others', async () => {
    const [photo, other] = [await upload(coffee), await upload(cat)]
    const { media: second } = await media.upload(cat, { token: photo.token })
    const token = await media.authority.serviceToken('safety', 'media')
    const all = await media.client.holdPhotos(
      { ownerId: photo.userId, mediaIds: [], holdId: newId() },
      { token },
    )
    expect(all.photos.map(({ mediaId }) => mediaId).sort()).toEqual([photo.id, second!.mediaId].sort())
    const foreign = { ownerId: photo.userId, mediaIds: [other.id], holdId: newId() }
    expect((await media.client.holdPhotos(foreign, { token })).photos).toEqual([])
  })

  it('is for services alone', async () => {
    const { userId: ownerId, token } = await media.person()
    const refused = media.client.holdPhotos({ ownerId, mediaIds: [], holdId: newId() }, { token })
    await expect(refused).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
