import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { GetJwksResponse } from '@kindred/contracts/auth'
import { type Database, migrate, openDatabase, sql } from '@kindred/db'
import { newId, type Principal } from '@kindred/kernel'
import { loadContract } from '@kindred/rpc'
import { createTestDatabase, testLog } from '@kindred/testkit'

import { pruneAnswers } from '../src/idempotency/answers.js'
import { idempotencyMigrations } from '../src/idempotency/schema.js'
import { forgetIdempotency, once } from '../src/index.js'
import { createCleaner } from './world.js'

const cleaner = createCleaner()
let database: Database<unknown>

beforeAll(async () => {
  const { url, drop } = await createTestDatabase('once')
  cleaner.later(drop)
  database = openDatabase({ url, name: 'once', log: testLog })
  cleaner.later(() => database.close())
  await migrate(database, idempotencyMigrations)
  await sql`create table effect (name text)`.execute(database.db)
})
afterAll(() => cleaner.clean())

const personOf = (userId: string): Principal => ({
  kind: 'user',
  userId,
  sessionId: newId(),
  roles: [],
  expiresAt: new Date(Date.now() + 60_000),
})

interface Asked {
  /** Named in the answer. */
  readonly names?: string
  readonly userId?: string
  readonly key?: string | undefined
  readonly request?: object
  readonly path?: string
  readonly effect?: string
  /** Runs in the transaction after the effect. */
  readonly then?: () => Promise<void>
}

const [first, second] = loadContract().methods as [never, never]
let answers = 0

/** One call that leaves its mark and answers with something new. */
function ask({
  userId = newId(),
  key,
  request = { text: 'a' },
  effect = 'mark',
  then,
  path,
  names = '',
}: Asked) {
  const call = {
    principal: personOf(userId),
    idempotencyKey: key,
    method: path === undefined ? first : second,
  }
  return once(database.db, { call, request, response: GetJwksResponse }, async (trx) => {
    await sql`insert into effect values (${effect})`.execute(trx)
    await then?.()
    return GetJwksResponse.fromPartial({ keys: [{ kid: `answer ${++answers}${names}` }] })
  })
}

const countEffects = async (name: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) from effect where name = ${name}`.execute(
    database.db,
  )
  return rows[0]!.count
}

describe('once', () => {
  it('gives the first answer again and takes effect once', async () => {
    const asked = { userId: newId(), key: 'k1', effect: newId() }
    const answer = await ask(asked)
    expect(await ask(asked)).toEqual(answer)
    expect(await countEffects(asked.effect)).toBe(1)
  })

  it('takes effect each time without a key, under another key, for another method and for another person', async () => {
    const [userId, effect] = [newId(), newId()]
    await ask({ userId, effect })
    await ask({ userId, effect })
    await ask({ userId, effect, key: 'k1' })
    await ask({ userId, effect, key: 'k2' })
    await ask({ userId, effect, key: 'k1', path: 'other' })
    await ask({ effect, key: 'k1' })
    expect(await countEffects(effect)).toBe(6)
  })

  it('refuses another request under the same key', async () => {
    const asked = { userId: newId(), key: 'k1' }
    await ask(asked)
    await expect(ask({ ...asked, request: { text: 'b' } })).rejects.toMatchObject({
      kind: 'unprocessable',
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
  })

  it('refuses the same request while it is still running', async () => {
    const asked = { userId: newId(), key: 'k1', effect: newId() }
    const answer = await ask({
      ...asked,
      then: () =>
        expect(ask(asked)).rejects.toMatchObject({ kind: 'inProgress', code: 'IDEMPOTENCY_IN_PROGRESS' }),
    })
    expect(await ask(asked)).toEqual(answer)
  })

  it('takes effect once when the same request comes many times at the same moment', async () => {
    const asked = { userId: newId(), key: 'k1', effect: newId() }
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => ask(asked)))
    const given = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value.keys[0]!.kid] : [],
    )
    expect(new Set(given).size).toBe(1)
    expect(await countEffects(asked.effect)).toBe(1)
  })

  it('keeps no failure: the request may be tried again under its key', async () => {
    const asked = { userId: newId(), key: 'k1', effect: newId() }
    await expect(ask({ ...asked, then: () => Promise.reject(new Error('no')) })).rejects.toThrow('no')
    expect(await countEffects(asked.effect)).toBe(0)
    await ask(asked)
    expect(await countEffects(asked.effect)).toBe(1)
  })

  it('refuses a key that is too long or has spaces', async () => {
    const refused = { kind: 'invalid', code: 'IDEMPOTENCY_KEY_INVALID' }
    await expect(ask({ key: 'k'.repeat(256) })).rejects.toMatchObject(refused)
    await expect(ask({ key: 'two words' })).rejects.toMatchObject(refused)
    await expect(ask({ key: '' })).rejects.toMatchObject(refused)
  })

  it('forgets after 24 hours', async () => {
    const asked = { userId: newId(), key: 'k1', effect: newId() }
    const answer = await ask(asked)
    await sql`update idempotency set created_at = now() - interval '25 hours' where user_id = ${asked.userId}`.execute(
      database.db,
    )
    expect(await ask(asked)).not.toEqual(answer)
    expect(await countEffects(asked.effect)).toBe(2)
    await sql`update idempotency set created_at = now() - interval '25 hours' where user_id = ${asked.userId}`.execute(
      database.db,
    )
    await pruneAnswers(database.db)
    const { rows } = await sql`select from idempotency where user_id = ${asked.userId}`.execute(database.db)
    expect(rows).toEqual([])
  })

  it('leaves nothing of a person who is forgotten', async () => {
    const [gone, stays] = [newId(), newId()]
    await ask({ userId: gone, key: 'k1' })
    await ask({ userId: stays, key: 'k1' })
    await forgetIdempotency(database.db, gone)
    const { rows } = await sql<{ user_id: string }>`
      select user_id from idempotency where user_id in (${gone}, ${stays})`.execute(database.db)
    expect(rows).toEqual([{ user_id: stays }])
  })

  it('leaves no answer to others that names a person who is forgotten', async () => {
    const [gone, first, second] = [newId(), newId(), newId()]
    await ask({ userId: first, key: 'k1', names: gone })
    await ask({ userId: second, key: 'k1', names: first })
    await forgetIdempotency(database.db, gone)
    const { rows } = await sql<{ user_id: string }>`
      select user_id from idempotency where user_id in (${first}, ${second})`.execute(database.db)
    expect(rows).toEqual([{ user_id: second }])
  })
})
