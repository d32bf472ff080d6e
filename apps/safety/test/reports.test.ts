import { afterAll, beforeAll, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { openWorld, reportOf, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const casesAbout = (userId: string) =>
  world.db.selectFrom('case_file').selectAll().where('user_id', '=', userId).execute()

it('gathers reports about one person in one open case, the more urgent for each reporter', async () => {
  const target = newId()
  const reports = []
  for (const reporter of [world.person(), world.person()])
    reports.push(await reporter.api.reportPerson(reportOf(target)))
  const [found, ...others] = await casesAbout(target)
  expect(others).toEqual([])
  expect(found).toMatchObject({ kind: 'REPORTS', state: 'OPEN', severity: 700, version: 2 })
  expect(new Set(reports.map(({ reportId }) => reportId)).size).toBe(2)
})

it('keeps one open case though everybody reports at the same moment', async () => {
  const target = newId()
  const reporters = Array.from({ length: 12 }, () => world.person())
  await Promise.all(reporters.map(({ api }) => api.reportPerson(reportOf(target))))
  expect(await casesAbout(target)).toMatchObject([{ severity: 500 + 1_000 }])
})

it('takes a repeated request once', async () => {
  const [reporter, target] = [world.person(), newId()]
  const key = { idempotencyKey: 'once' }
  const first = await reporter.api.reportPerson(reportOf(target), key)
  expect(await reporter.api.reportPerson(reportOf(target), key)).toEqual(first)
  expect((await reporter.api.listMyReports({ pageSize: 0, pageToken: '' })).reports).toHaveLength(1)
})

it('shows a person the own reports alone, newest first, and nothing of whom they are about', async () => {
  const [alice, target] = [world.person(), newId()]
  const ids = []
  for (const reason of ['HATE', 'OTHER', 'UNDERAGE'] as const) {
    world.clock.advance(1_000)
    ids.push((await alice.api.reportPerson(reportOf(target, { reason }))).reportId)
  }
  await world.person().api.reportPerson(reportOf(target))
  const first = await alice.api.listMyReports({ pageSize: 2, pageToken: '' })
  const rest = await alice.api.listMyReports({ pageSize: 2, pageToken: first.nextPageToken })
  const all = [...first.reports, ...rest.reports]
  expect(all.map(({ reportId }) => reportId)).toEqual(ids.reverse())
  expect(all.map(({ reason, state, outcome }) => [reason, state, outcome])).toEqual([
    ['UNDERAGE', 'RECEIVED', undefined],
    ['OTHER', 'RECEIVED', undefined],
    ['HATE', 'RECEIVED', undefined],
  ])
  expect(JSON.stringify(all)).not.toContain(target)
})

it('refuses to report oneself', async () => {
  const { api, userId } = world.person()
  await expect(api.reportPerson(reportOf(userId))).rejects.toMatchObject({ code: 'TARGET_IS_SELF' })
})

it('takes the name of a reporter who leaves out of the reports, and keeps what was reported about a person who leaves', async () => {
  const [alice, bob, target] = [world.person(), world.person(), newId()]
  for (const { api } of [alice, alice, bob]) await api.reportPerson(reportOf(target))
  expect(await world.leave(alice.userId)).toEqual([])
  expect(await world.leave(target)).toEqual([])
  const rows = await world.db
    .selectFrom('report')
    .select(['reporter_id', 'reporter_ref'])
    .where('target_id', '=', target)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  expect(rows.map(({ reporter_id }) => reporter_id)).toEqual([null, null, bob.userId])
  expect(new Set(rows.map(({ reporter_ref }) => reporter_ref)).size).toBe(2)
  expect(await casesAbout(target)).toMatchObject([{ state: 'OPEN', severity: 700 }])
})
