import { afterAll, beforeAll, expect, it } from 'vitest'

import { OutboxServiceService } from '@kindred/contracts/events'
import { PhotoApproved } from '@kindred/contracts/media'
import { newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import { testTransport } from '@kindred/testkit'

import { newKey } from '../src/store/files.js'
import type { NewPhotoRow } from '../src/store/schema.js'
import { startMedia, type TestMedia } from './start-media.js'

let media: TestMedia

beforeAll(async () => {
  media = await startMedia()
})
afterAll(() => media.stop())

const photoOf = (owner_id: string, status: NewPhotoRow['status']): NewPhotoRow => ({
  id: newId(),
  owner_id,
  storage_key: newKey(),
  status,
  width: 640,
  height: 480,
  thumbhash: '',
  created_at: new Date(),
})

it('tells a new subscriber of every approved photo, also when people have several', async () => {
  const owners = Array.from({ length: 250 }, () => newId())
  const rows = owners.flatMap((owner) => [
    ...[photoOf(owner, 'APPROVED'), photoOf(owner, 'APPROVED')],
    photoOf(owner, 'REJECTED'),
  ])
  await media.db.insertInto('photo').values(rows).execute()
  const transport = testTransport(media.address)
  const token = await media.authority.serviceToken('profile', 'media')
  await createClient(OutboxServiceService, transport).subscribe({ types: [PhotoApproved.$type] }, { token })
  transport.close()

  const approved = rows.filter((row) => row.status === 'APPROVED').map((row) => row.id)
  const told = async () => {
    const events = await media.db.selectFrom('outbox_event').select('payload').execute()
    return events.map(({ payload }) => PhotoApproved.decode(payload).mediaId).sort()
  }
  await expect.poll(async () => (await told()).length, { timeout: 60_000 }).toBe(approved.length)
  expect(await told()).toEqual(approved.sort())
})
