import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { type Database, migrate, openDatabase } from '@kindred/db'
import { eventMigrations } from '@kindred/events'
import { newId } from '@kindred/kernel'
import { createTestClock, createTestDatabase, type TestDatabase, testLog } from '@kindred/testkit'

import type { AuthContext } from '../src/context.js'
import { finishDeletions } from '../src/jobs/finish-deletions.js'
import { createReceiptSigner } from '../src/keys/receipt-signer.js'
import { migrations } from '../src/migrations/index.js'
import type { Tables } from '../src/store/schema.js'

let place: TestDatabase
let database: Database<Tables>
beforeAll(async () => {
  place = await createTestDatabase('auth')
  database = openDatabase<Tables>({ url: place.url, name: 'auth deletions', log: testLog })
  await migrate(database, { ...eventMigrations, ...migrations })
})
afterAll(async () => {
  await database.close()
  await place.drop()
})

/** An erasure that the services are at work on. */
async function erasing(userId: string, erase_at: Date): Promise<void> {
  const row = { id: newId(), receipt_hash: Buffer.from(newId().replaceAll('-', '').repeat(2), 'hex') }
  await database.db
    .insertInto('deletion')
    .values({ ...row, user_id: userId, state: 'erasing', requested_at: erase_at, erase_at })
    .execute()
}

it('names in the receipt what auth itself keeps', async () => {
  const clock = createTestClock()
  await erasing(newId(), clock.now())
  const receipts = createReceiptSigner('the key secret of the tests', 'https://issuer.test')
  const context = { db: database.db, clock, log: testLog, neighbours: new Map(), receipts }
  await finishDeletions(context as unknown as AuthContext, new AbortController().signal)
  const { receipt, parts } = await database.db
    .selectFrom('deletion')
    .selectAll()
    .where('state', '=', 'erased')
    .executeTakeFirstOrThrow()
  const kept = [{ what: 'sanction_with_person_key_if_any', until: null }]
  expect(parts).toMatchObject([{ service: 'auth', kept }])
  expect(decodeJwt(receipt!)).toMatchObject({ parts })
})

it('asks about every erasure, though a hundred older ones never end', async () => {
  const clock = createTestClock()
  const asked: string[] = []
  const neverDone = {
    getErasure: ({ userId }: { userId: string }) => {
      asked.push(userId)
      return Promise.resolve({ erasedAt: undefined, erased: [], kept: [] })
    },
  }
  const context = {
    db: database.db,
    clock,
    log: testLog,
    neighbours: new Map([['media', neverDone]]),
    serviceTokens: { issue: () => Promise.resolve('token') },
  } as unknown as AuthContext
  for (let at = 0; at < 100; at++) await erasing(newId(), new Date(clock.now().getTime() + at))
  const last = newId()
  await erasing(last, new Date(clock.now().getTime() + 1_000))
  const run = async () => {
    asked.length = 0
    await finishDeletions(context, new AbortController().signal)
    clock.advance(1_000)
    return asked.includes(last)
  }
  expect([await run(), await run()]).toEqual([false, true])
  // The turn goes round: it is not asked about twice before the others are.
  expect(await run()).toBe(false)
})
