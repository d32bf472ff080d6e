import { expect, it } from 'vitest'

import { migrate, openDatabase, sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createTestDatabase, testLog } from '@kindred/testkit'

import { searchFor } from '../src/domain/wishes.js'
import { migrations } from '../src/migrations/index.js'
import type { Tables } from '../src/store/schema.js'
import { searchBySql } from '../src/store/search.js'
import { findViewer } from '../src/store/viewer.js'
import { cellAt } from './fixture.js'

it.each([
  { which: 'as they came first', until: '0002-candidates', prepare: [] },
  { which: 'and lighter pairs', until: '0004-lighter-pairs', prepare: [] },
  {
    which: 'with what a swipe asks for already',
    until: '0002-candidates',
    prepare: [
      'alter table change drop column id',
      'create function hold_both(lower_slot integer, upper_slot integer) returns boolean language sql as $$ select true $$',
      'create function has_swipes_left(viewer integer, most integer, since timestamptz) returns boolean language sql as $$ select true $$',
    ],
  },
])(
  'migrates a database that had the candidates before, $which, and keeps what the pairs say',
  async ({ until, prepare }) => {
    const database = await createTestDatabase('discovery')
    const own = openDatabase<Tables>({ url: database.url, name: 'test', log: testLog })
    try {
      const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= until))
      await migrate(own, before)
      for (const statement of prepare) await sql.raw(statement).execute(own.db)
      await sql`insert into change (slot) values (1)`.execute(own.db)
      await sql`insert into pair (lower, upper, upper_swipe, upper_swiped_at) values (1, 2, 'SUPERLIKE', now())`.execute(
        own.db,
      )
      await migrate(own, migrations)
      const { rows } = await sql`
      select hold_people('{1, 2}') as here, (select count(*)::integer from change) as changes, upper_swipe from pair`.execute(
        own.db,
      )
      expect(rows).toEqual([{ here: [], changes: 1, upper_swipe: 'SUPERLIKE' }])
      await expect(sql`update pair set lower_swipe = 'WINK'`.execute(own.db)).rejects.toThrow('swipe_kind')
    } finally {
      await own.close()
      await database.drop()
    }
  },
)

it('makes candidates of the people of the first schema, and keeps their pairs', async () => {
  const database = await createTestDatabase('discovery')
  const own = openDatabase<Tables>({ url: database.url, name: 'test', log: testLog })
  try {
    await migrate(own, { '0001-people-and-pairs': migrations['0001-people-and-pairs'] })
    const [alice, bob, carol, homeless] = [newId(), newId(), newId(), newId()]
    for (const id of [alice, bob, carol, homeless])
      await sql`
        insert into person values (${id}, 3, 'Sam', '1995-06-15', 'WOMAN', '', '', '{chess}', '[]', 0.5,
          ${id === homeless ? null : cellAt(56.95, 24.11)}, 0, 0, '{WOMAN}', 18, 99, 50, now(), 4, 6)`.execute(
        own.db,
      )
    const [lower, upper] = [alice, bob].sort() as [string, string]
    const matchId = newId()
    await sql`
      insert into pair (lower_id, upper_id, lower_swipe, lower_swiped_at, upper_swipe, upper_swiped_at, match_id, matched_at)
      values (${lower}, ${upper}, 'SUPERLIKE', now(), 'LIKE', now(), ${matchId}, now())`.execute(own.db)

    await migrate(own, migrations)

    const viewer = (await findViewer(own.db, alice))!
    const search = searchFor(viewer.person, viewer.wishes, new Date())
    const other = (await findViewer(own.db, carol))!
    expect((await searchBySql(own.db, search, 10)).map(({ slot }) => slot)).toEqual([other.person.slot])
    expect(await findViewer(own.db, homeless)).toBeUndefined()
    const candidates = await own.db
      .selectFrom('candidate')
      .select(['likes_received', 'completeness'])
      .execute()
    expect(candidates).toEqual(Array(3).fill({ likes_received: 4, completeness: 500 }))
    const slotOfLower = (await findViewer(own.db, lower))!.person.slot
    const pair = await own.db.selectFrom('pair').selectAll().executeTakeFirstOrThrow()
    expect(pair[slotOfLower === pair.lower ? 'lower_swipe' : 'upper_swipe']).toBe('SUPERLIKE')
    expect(pair.match_id).toBe(matchId)
  } finally {
    await own.close()
    await database.drop()
  }
})
