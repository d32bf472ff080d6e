import { afterEach, beforeEach, expect, it } from 'vitest'

import { type Database, migrate, openDatabase, sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createTestDatabase, type TestDatabase, testLog } from '@kindred/testkit'

import { migrations } from '../src/migrations/index.js'
import { findProfile, saveChanges } from '../src/store/profiles.js'
import type { ProfileTables } from '../src/store/schema.js'

let database: TestDatabase
let own: Database<ProfileTables>
beforeEach(async () => {
  database = await createTestDatabase('profile')
  own = openDatabase<ProfileTables>({ url: database.url, name: 'test', log: testLog })
})
afterEach(async () => {
  await own.close()
  await database.drop()
})

it('keeps what people stated when the choices move into one column', async () => {
  const [alice, bob] = [newId(), newId()]
  await migrate(own, Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0005')))
  await sql`
    insert into profile (user_id, name, birth_date, gender, goal, smoking, children, interests, languages, created_at, updated_at)
    values (${alice}, 'Alice', '1996-04-12', 'WOMAN', 'CHAT', 'NEVER', 'OPEN', '{tea}', '{}', now(), now()),
      (${bob}, 'Bob', '1995-04-12', 'MAN', null, null, null, '{}', '{}', now(), now())`.execute(own.db)
  await migrate(own, migrations)
  expect(await findProfile(own.db, alice)).toMatchObject({
    name: 'Alice',
    gender: 'WOMAN',
    goal: 'CHAT',
    smoking: 'NEVER',
    drinking: null,
    children: 'OPEN',
    education: null,
  })
  expect(await findProfile(own.db, bob)).toMatchObject({ gender: 'MAN', goal: null, smoking: null })
})

it('changes one choice, clears another and leaves the rest', async () => {
  const alice = newId()
  await migrate(own, migrations)
  await sql`
    insert into profile (user_id, name, birth_date, facts, interests, languages, created_at, updated_at)
    values (${alice}, 'Alice', '1996-04-12', '{"gender": "WOMAN", "goal": "CHAT", "smoking": "NEVER"}', '{}', '{}', now(), now())`.execute(
    own.db,
  )
  await own.db
    .transaction()
    .execute((trx) => saveChanges(trx, alice, { goal: null, children: 'HAVE' }, new Date()))
  const { rows } = await sql`select facts from profile`.execute(own.db)
  expect(rows).toEqual([{ facts: { gender: 'WOMAN', smoking: 'NEVER', children: 'HAVE' } }])
})
