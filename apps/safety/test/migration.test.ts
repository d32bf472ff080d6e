import { afterEach, beforeEach, expect, it } from 'vitest'

import { type Database, migrate, openDatabase, sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createTestDatabase, type TestDatabase, testLog } from '@kindred/testkit'

import { migrations } from '../src/migrations/index.js'
import type { Tables } from '../src/store/schema.js'

let database: TestDatabase
let own: Database<Tables>
beforeEach(async () => {
  database = await createTestDatabase('safety')
  own = openDatabase<Tables>({ url: database.url, name: 'test', log: testLog })
})
afterEach(async () => {
  await own.close()
  await database.drop()
})

/** An appeal, which a moderator has claimed, against a decision that ceased to hold so; answers the case about the appeal. */
async function appealAgainst(endReason: string | null): Promise<string> {
  const [userId, caseId, decisionId, appealCaseId] = [newId(), newId(), newId(), newId()]
  await sql`
    insert into case_file (id, kind, user_id, about_id, state, claimant_id, lease_id, lease_ends_at, opened_at, closed_at)
    values (${caseId}, 'REPORTS', ${userId}, null, 'CLOSED', null, null, null, now(), now()),
      (${appealCaseId}, 'APPEAL', ${userId}, ${decisionId}, 'CLAIMED', ${newId()}, ${newId()}, now(), now(), null)`.execute(
    own.db,
  )
  await sql`
    insert into decision (id, case_id, user_id, measure, rule, note, moderator_id, decided_at, ended_at, end_reason)
    values (${decisionId}, ${caseId}, ${userId}, 'WARN', 'HATE', '', ${newId()}, now(),
      ${endReason === null ? null : new Date()}, ${endReason})`.execute(own.db)
  await sql`
    insert into appeal (decision_id, case_id, words, made_at)
    values (${decisionId}, ${appealCaseId}, 'No.', now())`.execute(own.db)
  return appealCaseId
}

it('closes appeals against decisions that were taken back, and leaves all others', async () => {
  await migrate(own, Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0042')))
  const [fallen, waiting, lifted] = [
    await appealAgainst('UNDONE'),
    await appealAgainst(null),
    await appealAgainst('LIFTED'),
  ]
  await migrate(own, migrations)
  const cases = await own.db
    .selectFrom('case_file')
    .select(['id', 'state', 'claimant_id'])
    .where('kind', '=', 'APPEAL')
    .execute()
  const claimed = { state: 'CLAIMED', claimant_id: expect.any(String) }
  expect(new Map(cases.map(({ id, ...rest }) => [id, rest]))).toEqual(
    new Map<string, unknown>([
      [fallen, { state: 'CLOSED', claimant_id: null }],
      [waiting, claimed],
      [lifted, claimed],
    ]),
  )
  const appeals = await own.db.selectFrom('appeal').select('case_id').execute()
  expect(appeals.map((row) => row.case_id).sort()).toEqual([waiting, lifted].sort())
})
