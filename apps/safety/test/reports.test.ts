import { createHash } from 'node:crypto'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { sql, transact } from '@kindred/db'
import { type AppError, newId } from '@kindred/kernel'

import { liftSanctions } from '../src/writing/lift-sanctions.js'
import { raiseMark } from '../src/writing/raise-mark.js'
import { openWorld, type Person, reportOf, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const first = { pageSize: 0, pageToken: '' }
const refused = (code: string) => expect.objectContaining({ code })

it('gathers reports about one person in one open case, the more urgent for each reporter', async () => {
  const target = newId()
  const reports = []
  for (const reporter of [world.witness(target), world.witness(target)])
    reports.push(await reporter.api.reportPerson(reportOf(target)))
  const [found, ...others] = await world.casesAbout(target)
  expect(others).toEqual([])
  expect(found).toMatchObject({ kind: 'REPORTS', state: 'OPEN', severity: 700, version: 2 })
  expect(new Set(reports.map(({ reportId }) => reportId)).size).toBe(2)
})

it('keeps one open case though everybody reports at the same moment', async () => {
  const target = newId()
  const reporters = Array.from({ length: 12 }, () => world.witness(target))
  await Promise.all(reporters.map(({ api }) => api.reportPerson(reportOf(target))))
  expect(await world.casesAbout(target)).toMatchObject([{ severity: 500 + 1_000 }])
})

it('opens another case when the open one is closed while somebody reports', async () => {
  const target = newId()
  await world.witness(target).api.reportPerson(reportOf(target))
  const late = world.witness(target)
  let reported: Promise<unknown> | undefined
  await transact(world.db, async (trx) => {
    const closed = { state: 'CLOSED' as const, closed_at: world.clock.now() }
    await trx.updateTable('case_file').set(closed).where('user_id', '=', target).execute()
    reported = late.api.reportPerson(reportOf(target))
    await expect.poll(waitingForLocks, { timeout: 60_000 }).toBe(1)
  })
  await reported
  const cases = await world.casesAbout(target)
  expect(cases.map(({ state, severity }) => [state, severity])).toEqual([
    ['CLOSED', 600],
    ['OPEN', 600],
  ])
})

const waitingForLocks = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(world.db)
  return rows[0]!.count
}

it('takes a repeated request once', async () => {
  const target = newId()
  const reporter = world.witness(target)
  const key = { idempotencyKey: 'once' }
  const answer = await reporter.api.reportPerson(reportOf(target), key)
  expect(await reporter.api.reportPerson(reportOf(target), key)).toEqual(answer)
  expect((await reporter.api.listMyReports(first)).reports).toHaveLength(1)
})

/** What a refused caller is told, without when. */
const toldBy = ({ kind, code, detail, fields }: AppError) => ({ kind, code, detail, fields })

it('answers alike for nobody and for somebody whom the reporter never met', async () => {
  const [stranger, known] = [world.person(), newId()]
  world.witness(known)
  const attempts = []
  for (const target of [newId(), known]) {
    world.owners.calls.length = 0
    const answer = await stranger.api.reportPerson(reportOf(target)).catch(toldBy)
    attempts.push({ answer, calls: [...world.owners.calls].sort() })
  }
  expect(attempts[0]!.answer).toEqual(refused('TARGET_NOT_FOUND'))
  expect(attempts[1]).toEqual(attempts[0])
  expect(await world.casesAbout(known)).toEqual([])
})

it('takes a report of somebody known by a conversation alone, named or not', async () => {
  const [reporter, target] = [world.person(), newId()]
  const conversationId = world.owners.talk(reporter.userId, target, 'hello')
  const context = { kind: 'CONVERSATION' as const, conversationId, messageIds: [] }
  await reporter.api.reportPerson(reportOf('', { context }))
  await reporter.api.reportPerson(reportOf(target, { context }))
  expect(await world.casesAbout(target)).toMatchObject([{ severity: 600 }])
  const other = world.person().api.reportPerson(reportOf('', { context }))
  await expect(other).rejects.toEqual(refused('TARGET_NOT_FOUND'))
})

it('shows a person the own reports alone, newest first, and nothing of whom they are about', async () => {
  const target = newId()
  const alice = world.witness(target)
  const ids = []
  for (const reason of ['HATE', 'OTHER', 'UNDERAGE'] as const) {
    world.clock.advance(1_000)
    ids.push((await alice.api.reportPerson(reportOf(target, { reason }))).reportId)
  }
  await world.witness(target).api.reportPerson(reportOf(target))
  const page = await alice.api.listMyReports({ pageSize: 2, pageToken: '' })
  const rest = await alice.api.listMyReports({ pageSize: 2, pageToken: page.nextPageToken })
  const all = [...page.reports, ...rest.reports]
  expect(all.map(({ reportId }) => reportId)).toEqual(ids.reverse())
  expect(all.map(({ reason, state, outcome }) => [reason, state, outcome])).toEqual([
    ['UNDERAGE', 'RECEIVED', undefined],
    ['OTHER', 'RECEIVED', undefined],
    ['HATE', 'RECEIVED', undefined],
  ])
  expect(JSON.stringify(all)).not.toContain(target)
})

it('tells a reporter what came of a report, and when', async () => {
  const target = newId()
  const alice = world.witness(target)
  const { reportId } = await alice.api.reportPerson(reportOf(target))
  const answer = { outcome: 'ACTION_TAKEN' as const, answered_at: world.clock.now() }
  await world.db.updateTable('report').set(answer).where('id', '=', reportId).execute()
  expect((await alice.api.listMyReports(first)).reports).toMatchObject([
    { reportId, state: 'ANSWERED', outcome: 'ACTION_TAKEN', answeredAt: answer.answered_at },
  ])
})

it('counts the word of somebody whose reports were mostly dismissed less', async () => {
  const [target, liar] = [newId(), world.person()]
  await world.db
    .insertInto('reporter_record')
    .values({ user_id: liar.userId, upheld: 0, dismissed: 3 })
    .execute()
  world.owners.introduce(liar.userId, target)
  await liar.api.reportPerson(reportOf(target, { reason: 'UNDERAGE' }))
  expect(await world.casesAbout(target)).toMatchObject([{ severity: 1_010 }])
  await world.witness(target).api.reportPerson(reportOf(target, { reason: 'HARASSMENT' }))
  expect(await world.casesAbout(target)).toMatchObject([{ severity: 5_110 }])
})

it('hides a person until a moderator has looked once three people report whose word counts in full', async () => {
  const [target, liar] = [newId(), world.person()]
  await world.db
    .insertInto('reporter_record')
    .values({ user_id: liar.userId, upheld: 1, dismissed: 3 })
    .execute()
  world.owners.introduce(liar.userId, target)
  await world.know(target)
  const standing = async () =>
    (await world.db.selectFrom('standing').select('standing').where('user_id', '=', target).execute()).map(
      (row) => row.standing,
    )
  const twice = world.witness(target)
  for (const { api } of [twice, twice, world.witness(target), liar]) {
    await api.reportPerson(reportOf(target))
    expect(await standing()).toEqual(['GOOD'])
  }
  await world.witness(target).api.reportPerson(reportOf(target))
  expect(await standing()).toEqual(['HIDDEN'])
  await world.witness(target).api.reportPerson(reportOf(target))
  expect(await standing()).toEqual(['HIDDEN'])
})

it('hides a person whom a moderator let go again only once three others have reported since', async () => {
  const target = newId()
  await world.know(target)
  const standing = async () =>
    (await world.db.selectFrom('standing').select('standing').where('user_id', '=', target).execute()).map(
      (row) => row.standing,
    )
  const report = async ({ api }: Person) => {
    world.clock.advance(1_000)
    await api.reportPerson(reportOf(target))
  }
  const first = [world.witness(target), world.witness(target), world.witness(target)]
  for (const each of first) await report(each)
  expect(await standing()).toEqual(['HIDDEN'])
  const lift = { userId: target, moderatorId: newId(), note: 'Friends of somebody who was left.' }
  await transact(world.db, (trx) => liftSanctions(trx, lift, world.clock.now()))
  const sign = { userId: target, kind: 'EARLY_CONTACT' } as const
  await transact(world.db, (trx) => raiseMark(trx, sign, world.clock.now()))
  for (const each of [...first, world.witness(target), world.witness(target)]) await report(each)
  expect(await standing()).toEqual(['GOOD'])
  await report(world.witness(target))
  expect(await standing()).toEqual(['HIDDEN'])
})

it('counts somebody who deletes the account and comes back as the same reporter, whose word is worth what it was', async () => {
  const target = newId()
  await world.know(target)
  const personKey = createHash('sha256').update(`the person who reports ${target}`).digest()
  const comeBack = async () => {
    const person = world.witness(target)
    await world.know(person.userId, personKey)
    await person.api.reportPerson(reportOf(target))
    return person
  }
  for (let account = 0; account < 4; account += 1) await world.leave((await comeBack()).userId)
  const hidden = async () =>
    (await world.db.selectFrom('standing').select('standing').where('user_id', '=', target).execute())[0]
  await world.witness(target).api.reportPerson(reportOf(target))
  expect(await hidden()).toEqual({ standing: 'GOOD' })
  const again = await comeBack()
  await world.db
    .insertInto('reporter_record')
    .values({ user_id: again.userId, upheld: 0, dismissed: 4 })
    .execute()
  await world.leave(again.userId)
  const liar = await comeBack()
  const { upheld, dismissed } = (await world.db
    .selectFrom('reporter_record')
    .selectAll()
    .where('user_id', '=', liar.userId)
    .executeTakeFirst())!
  expect([upheld, dismissed]).toEqual([0, 4])
  await world.witness(target).api.reportPerson(reportOf(target))
  expect(await hidden()).toEqual({ standing: 'HIDDEN' })
})

it('takes 20 reports a day', async () => {
  const target = newId()
  const reporter = world.witness(target)
  const report = () => reporter.api.reportPerson(reportOf(target))
  for (let sent = 0; sent < 20; sent += 1) {
    world.clock.advance(1_000)
    await report()
  }
  await expect(report()).rejects.toEqual(
    expect.objectContaining({ code: 'REPORTS_USED_UP', retryAfter: 24 * 3_600 - 19 }),
  )
  world.clock.advance(24 * 3_600_000 - 19_000)
  await report()
})

it.each([
  ['oneself', 'TARGET_IS_SELF', (userId: string) => reportOf(userId)],
  ['nobody in particular', 'REPORT_INCOMPLETE', () => reportOf('')],
  ['no particular photo', 'REPORT_INCOMPLETE', () => ofKind('PHOTO')],
  ['no particular conversation', 'REPORT_INCOMPLETE', () => ofKind('CONVERSATION')],
  ['no particular messages', 'REPORT_INCOMPLETE', () => ofKind('MESSAGE', newId())],
])('refuses a report of %s', async (_, code, make) => {
  const { api, userId } = world.person()
  await expect(api.reportPerson(make(userId))).rejects.toEqual(refused(code))
})

const ofKind = (kind: 'PHOTO' | 'CONVERSATION' | 'MESSAGE', conversationId?: string) =>
  reportOf(newId(), { context: { kind, conversationId, messageIds: [] } })

it('takes the name of a reporter who leaves out of the reports, and keeps what was reported about a person who leaves', async () => {
  const target = newId()
  const [alice, bob] = [world.witness(target), world.witness(target)]
  for (const { api } of [alice, alice, bob]) await api.reportPerson(reportOf(target))
  expect(await world.leave(alice.userId)).toEqual([])
  expect(await world.leave(target)).toEqual([])
  const rows = await world.db
    .selectFrom('report')
    .select(['reporter_id', 'reporter_ref'])
    .where('target_id', '=', target)
    .orderBy('id')
    .execute()
  expect(rows.map(({ reporter_id }) => reporter_id)).toEqual([null, null, bob.userId])
  expect(new Set(rows.map(({ reporter_ref }) => reporter_ref)).size).toBe(2)
  expect(await world.casesAbout(target)).toMatchObject([{ state: 'OPEN', severity: 700 }])
})
