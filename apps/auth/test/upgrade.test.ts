import { expect, it } from 'vitest'

import { type Database, migrate, openDatabase, sql } from '@kindred/db'
import { createTestDatabase, testLog } from '@kindred/testkit'

import { migrations } from '../src/migrations/index.js'
import type { Tables } from '../src/store/schema.js'

const digest = (fill: number): Buffer => Buffer.alloc(32, fill)
const id = (last: number): string => `01936f2e-7c1a-7000-8000-00000000000${last}`
const earlier = ['0001-identity', '0002-bot-session']

/** A database as the release before left it: a session that runs, one that was ended, and initData whose session is gone. */
async function fill(database: Database<Tables>): Promise<void> {
  const { db } = database
  await sql`insert into user_account (id, telegram_id, language_code, created_at) values (${id(9)}, 42, 'en', now())`.execute(
    db,
  )
  await sql`
    insert into session (id, user_id, device_name, created_at, last_used_at, expires_at, revoked_at) values
      (${id(1)}, ${id(9)}, 'runs', now() - interval '80 days', now(), now() + interval '30 days', null),
      (${id(2)}, ${id(9)}, 'ended', now(), now(), now() + interval '30 days', now())`.execute(db)
  await sql`
    insert into init_data_use (digest, session_id, expires_at) values
      (${digest(1)}, ${id(1)}, now() + interval '1 day'), (${digest(2)}, ${id(2)}, now() + interval '1 day'),
      (${digest(3)}, null, now() + interval '1 day')`.execute(db)
  await sql`insert into refresh_token (hash, session_id, created_at) values (${digest(7)}, ${id(1)}, now())`.execute(
    db,
  )
}

it('keeps the sessions of the release before, and knows which initData was signed out', async () => {
  const place = await createTestDatabase('auth')
  const database = openDatabase<Tables>({ url: place.url, name: 'auth upgrade', log: testLog })
  try {
    await migrate(
      database,
      Object.fromEntries(Object.entries(migrations).filter(([name]) => earlier.includes(name))),
    )
    await fill(database)
    await migrate(database, migrations)
    const { db } = database
    expect(await db.selectFrom('user_account').select(['login_kind', 'login_subject']).execute()).toEqual([
      { login_kind: 'telegram', login_subject: '42' },
    ])
    const sessions = await db.selectFrom('session').selectAll().orderBy('id').execute()
    expect(sessions.map((row) => [row.device_name, row.proof])).toEqual([
      ['runs', digest(1)],
      ['ended', digest(2)],
    ])
    expect(sessions[0]!.expires_at.getTime()).toBe(sessions[0]!.created_at.getTime() + 90 * 86_400_000)
    const uses = await db.selectFrom('proof_use').select(['digest', 'ended_at']).orderBy('digest').execute()
    expect(uses.map(({ ended_at }) => ended_at !== null)).toEqual([false, true, true])
    expect(await db.selectFrom('refresh_token').select(['hash', 'parent']).execute()).toEqual([
      { hash: digest(7), parent: null },
    ])
  } finally {
    await database.close()
    await place.drop()
  }
})
