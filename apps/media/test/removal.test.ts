import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { PersonDataServiceService } from '@kindred/contracts/account'
import { OutboxServiceService } from '@kindred/contracts/events'
import { PhotoApproved, PhotoRemoved } from '@kindred/contracts/media'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import { deliver, testEvent, testTransport } from '@kindred/testkit'

import { removePending } from '../src/jobs/remove-pending.js'
import { sweep } from '../src/jobs/sweep.js'
import { newKey } from '../src/store/files.js'
import { createTestJpeg } from './pictures.js'
import { startMedia, type TestMedia } from './start-media.js'

const hourMs = 60 * 60 * 1000
const signal = new AbortController().signal
let media: TestMedia
let jpeg: Buffer

beforeAll(async () => {
  jpeg = await createTestJpeg({ width: 400, height: 300 })
  media = await startMedia()
  const transport = testTransport(media.address)
  const token = await media.authority.serviceToken('profile', 'media')
  const types = [PhotoApproved.$type, PhotoRemoved.$type]
  await createClient(OutboxServiceService, transport).subscribe({ types }, { token })
  transport.close()
})
afterAll(() => media.stop())

async function personWithPhotos(count: number) {
  const person = await media.person()
  const ids: string[] = []
  for (let i = 0; i < count; i++) ids.push((await media.upload(jpeg, { token: person.token })).media!.mediaId)
  return { ...person, ids }
}

async function keyOf(id: string): Promise<string> {
  const row = await media.db
    .selectFrom('photo')
    .select('storage_key')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.storage_key
}

const pathOf = (key: string) => `${key.slice(0, 2)}/${key.slice(2, 4)}/${key}`

/** The events that wait for the profile service, which is away: what is said of one person. */
async function eventsOf(ownerId: string): Promise<unknown[]> {
  const rows = await media.db
    .selectFrom('outbox_event')
    .innerJoin('outbox_delivery', 'outbox_delivery.event_id', 'outbox_event.id')
    .select(['type', 'payload'])
    .where('outbox_event.aggregate_id', '=', ownerId)
    .orderBy('outbox_delivery.id')
    .execute()
  return rows.map(({ type, payload }) => [
    type.split('.').at(-1),
    (type === PhotoApproved.$type ? PhotoApproved : PhotoRemoved).decode(payload),
  ])
}

describe('deleting a photo', () => {
  it('takes the row and the files, and says so', async () => {
    const { userId, token, ids } = await personWithPhotos(2)
    const key = await keyOf(ids[0]!)
    expect((await media.files()).kept).toContain(pathOf(key))
    await media.client.deleteMedia({ mediaId: ids[0]! }, { token })
    expect((await media.files()).kept).not.toContain(pathOf(key))
    await expect(media.read(ids[0]!, userId)).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND' })
    expect((await media.read(ids[1]!, userId)).bytes.length).toBeGreaterThan(0)
    expect(await media.db.selectFrom('pending_removal').selectAll().execute()).toEqual([])
    const ownerId = userId
    expect(await eventsOf(userId)).toEqual([
      ['PhotoApproved', { mediaId: ids[0], ownerId }],
      ['PhotoApproved', { mediaId: ids[1], ownerId }],
      ['PhotoRemoved', { mediaId: ids[0], ownerId, hidden: false }],
    ])
  })

  it('does not touch other people’s and unknown photos', async () => {
    const [alice, bob] = [await personWithPhotos(1), await media.person()]
    for (const mediaId of [alice.ids[0]!, newId()]) {
      const refused = media.client.deleteMedia({ mediaId }, { token: bob.token })
      await expect(refused).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND', kind: 'notFound' })
    }
    expect((await media.read(alice.ids[0]!, bob.userId)).bytes.length).toBeGreaterThan(0)
  })

  it('frees its place in the quota at once', async () => {
    const { token, ids } = await personWithPhotos(1)
    await media.client.deleteMedia({ mediaId: ids[0]! }, { token })
    const rows = await media.client.listMyMedia({ pageSize: 0, pageToken: '' }, { token })
    expect(rows.media).toEqual([])
  })

  it('tries again when the files could not be removed', async () => {
    const { ids } = await personWithPhotos(1)
    const key = await keyOf(ids[0]!)
    const context = await media.jobContext()
    const failing = { ...context.files, removeAll: () => Promise.reject(new Error('the disk is read-only')) }
    await media.db.deleteFrom('photo').where('storage_key', '=', key).execute()
    await media.db.insertInto('pending_removal').values({ storage_key: key }).execute()
    await removePending({ ...context, files: failing })
    await removePending(context)
    expect((await media.files()).kept).not.toContain(pathOf(key))
    expect(await media.db.selectFrom('pending_removal').selectAll().execute()).toEqual([])
  })
})

describe('a person who leaves', () => {
  it('leaves no row, no file, no event and no answer behind', async () => {
    const [alice, bob] = [await personWithPhotos(3), await personWithPhotos(1)]
    await media.upload(jpeg, { token: alice.token, idempotencyKey: newId() })
    const rows = await media.db.selectFrom('photo').selectAll().where('owner_id', '=', alice.userId).execute()
    expect(rows).toHaveLength(4)
    const event = testEvent(ProfileDeleted, alice.userId, { userId: alice.userId })
    expect(await deliver(media.address, media.authority, 'media', [event])).toEqual([])

    const keys = rows.map((row) => pathOf(row.storage_key))
    const left = async () => (await media.files()).kept.filter((name) => keys.includes(name))
    await expect.poll(left, { timeout: 60_000 }).toEqual([])
    expect(await eventsOf(alice.userId)).toEqual([])
    const traces = { photo: 'owner_id', idempotency: 'user_id' } as const
    expect(
      await media.db.selectFrom('photo').where(traces.photo, '=', alice.userId).selectAll().execute(),
    ).toEqual([])
    const answers = media.db.selectFrom('idempotency').where(traces.idempotency, '=', alice.userId)
    expect(await answers.selectAll().execute()).toEqual([])
    expect((await media.read(bob.ids[0]!, bob.userId)).bytes.length).toBeGreaterThan(0)
  })

  it('is told to be erased though photos of somebody else, or of their own, are evidence', async () => {
    const [reported, other] = [await personWithPhotos(1), await personWithPhotos(1)]
    const safety = await media.authority.serviceToken('safety', 'media')
    const all = { ownerId: reported.userId, mediaIds: [], holdId: newId() }
    expect((await media.client.holdPhotos(all, { token: safety })).photos).toHaveLength(1)
    const key = await keyOf(reported.ids[0]!)
    const transport = testTransport(media.address)
    const erasures = createClient(PersonDataServiceService, transport)
    const token = await media.authority.serviceToken('auth', 'media')
    for (const { userId } of [reported, other]) {
      await deliver(media.address, media.authority, 'media', [testEvent(ProfileDeleted, userId, { userId })])
      const erasure = () => erasures.getErasure({ userId }, { token })
      const kept = [{ what: 'photos_held_as_evidence' }]
      await expect.poll(erasure, { timeout: 60_000 }).toMatchObject({ erasedAt: expect.any(Date), kept })
    }
    transport.close()
    expect((await media.files()).kept).toContain(pathOf(key))
  })

  it('is not brought back by an upload that was still running', async () => {
    const { userId, token } = await media.person()
    async function* slow() {
      yield { chunk: jpeg.subarray(0, 1000) }
      const event = testEvent(ProfileDeleted, userId, { userId })
      expect(await deliver(media.address, media.authority, 'media', [event])).toEqual([])
      yield { chunk: jpeg.subarray(1000) }
    }
    const upload = media.client.uploadPhoto(slow(), { token })
    await expect(upload).rejects.toMatchObject({ code: 'MEDIA_OWNER_GONE' })
    expect(await media.db.selectFrom('photo').where('owner_id', '=', userId).selectAll().execute()).toEqual(
      [],
    )
    const [departed] = await media.db.selectFrom('departure').selectAll().orderBy('left_at', 'desc').execute()
    expect(departed!.digest.toString('latin1')).not.toContain(userId)
  })
})

describe('the sweep', () => {
  it('removes old files without a photo, and no others', async () => {
    const { ids } = await personWithPhotos(1)
    const orphan = newKey()
    const context = await media.jobContext()
    await context.files.put(orphan, { full: Buffer.from('left by a crash') })
    await sweep(context, signal)
    // By a clock that is ahead alone nothing is old: it may be the machine's or the database's that is wrong.
    await sweep(await media.jobContext(2 * hourMs), signal)
    expect((await media.files()).kept).toContain(pathOf(orphan))
    const group = join(media.folder, 'kept', pathOf(orphan))
    for (const one of [group, join(group, 'full')]) await utimes(one, new Date(0), new Date(0))
    await sweep(context, signal)
    const { kept } = await media.files()
    expect(kept).not.toContain(pathOf(orphan))
    expect(kept).toContain(pathOf(await keyOf(ids[0]!)))
  })

  it('removes uploads that were cut off by a crash', async () => {
    const name = newKey()
    const path = join(media.folder, 'incoming', name)
    await writeFile(path, 'half a picture')
    await mkdir(`${path}-folder`)
    const context = await media.jobContext()
    await sweep(context, signal)
    expect((await media.files()).incoming).toContain(name)
    for (const one of [path, `${path}-folder`]) await utimes(one, new Date(0), new Date(0))
    await sweep(context, signal)
    expect((await media.files()).incoming).toEqual([])
  })
})

describe('a missing file', () => {
  it('is a photo that is not found, not a fault', async () => {
    const { userId, ids } = await personWithPhotos(1)
    const path = join(media.folder, 'kept', pathOf(await keyOf(ids[0]!)), 'full')
    expect((await readFile(path)).length).toBeGreaterThan(0)
    await rm(path)
    await expect(media.read(ids[0]!, userId)).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND' })
  })
})
