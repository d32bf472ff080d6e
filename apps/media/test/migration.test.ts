import { afterEach, beforeEach, expect, it } from 'vitest'

import { type Database, migrate, openDatabase, sql, transact } from '@kindred/db'
import { eventMigrations } from '@kindred/events'
import { newId } from '@kindred/kernel'
import { createTestDatabase, type TestDatabase, testLog } from '@kindred/testkit'

import { migrations } from '../src/migrations/index.js'
import type { Tables } from '../src/store/schema.js'
import { decidePhoto } from '../src/writing/decide-photo.js'

let database: TestDatabase
let own: Database<Tables>
beforeEach(async () => {
  database = await createTestDatabase('media')
  own = openDatabase<Tables>({ url: database.url, name: 'test', log: testLog })
})
afterEach(async () => {
  await own.close()
  await database.drop()
})

it('takes a removal back, and off the list, that was made when photos knew one decision or none', async () => {
  const [ownerId, known, unknown, decisionId] = [newId(), newId(), newId(), newId()]
  const older = Object.entries(migrations).filter(([name]) => name < '0005')
  await migrate(own, { ...eventMigrations, ...Object.fromEntries(older) })
  for (const [id, removedBy] of [
    [known, decisionId],
    [unknown, null],
  ]) {
    await sql`
      insert into photo (id, owner_id, storage_key, status, reason, rule, removed_by, width, height, thumbhash, created_at)
      values (${id}, ${ownerId}, ${id}, 'REJECTED', 'RULE', 'HATE', ${removedBy}, 1, 1, '', now())`.execute(
      own.db,
    )
    await sql`
      insert into removed_photo (media_id, hash, detail, listed_at)
      values (${id}, ${'0'.repeat(64)}::bit(64), ${Buffer.alloc(64)}, now())`.execute(own.db)
  }
  await migrate(own, { ...eventMigrations, ...migrations })
  const back = { ownerId, approved: true, rule: '', listHash: false, takenBack: true, seenAgain: false }
  const takeBack = (mediaId: string, by: string) =>
    transact(own.db, (trx) => decidePhoto(trx, { ...back, mediaId, decisionId: by }, new Date()))
  const statusOf = async (id: string) =>
    (await own.db.selectFrom('photo').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status
  await takeBack(known, newId())
  expect(await statusOf(known)).toBe('REJECTED')
  await takeBack(known, decisionId)
  await takeBack(unknown, newId())
  expect([await statusOf(known), await statusOf(unknown)]).toEqual(['APPROVED', 'APPROVED'])
  expect(await own.db.selectFrom('removed_photo').select('media_id').execute()).toEqual([])
})
