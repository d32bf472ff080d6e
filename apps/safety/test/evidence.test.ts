import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { SnapshotConversationResponse } from '@kindred/contracts/chat'
import { KnowsPersonResponse } from '@kindred/contracts/discovery'
import { HoldPhotosResponse } from '@kindred/contracts/media'
import { SnapshotProfileResponse } from '@kindred/contracts/profile'
import { EvidenceReleased } from '@kindred/contracts/safety'
import { sql, transact } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { evidenceKeptMs } from '../src/domain/retention.js'
import { removeOldReports } from '../src/store/reports.js'
import { releaseEvidence } from '../src/writing/release-evidence.js'
import { photoOf } from './fakes.js'
import { openWorld, type Person, reportOf, type World } from './world.js'

let world: World
let target: string
let alice: Person
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.owners.away.clear()
  target = newId()
  alice = world.witness(target)
})

const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000 })
const kinds = async () =>
  (await world.evidenceAbout(target)).map(({ kind, taken_at }) => [kind, taken_at !== null])
const both = [
  ['PROFILE', true],
  ['PHOTOS', true],
]
/** Jobs look at what is due by the test's clock. */
const later = () => world.clock.advance(3_600_000)

it('is taken before the report is answered: profile, photos, words and conversation as their owners have them', async () => {
  const written = { writerId: target, text: 'Hi there', writtenAt: new Date('2026-11-01T10:00:00Z') }
  world.owners.introduce(alice.userId, target, written)
  world.owners.talk(alice.userId, target, 'send me money', 'now')
  await alice.api.reportPerson(reportOf(target))
  world.owners.rename(target, 'Somebody else')
  const rows = await world.evidenceAbout(target)
  const content = Object.fromEntries(rows.map((row) => [row.kind, row.content!]))
  expect(SnapshotProfileResponse.decode(content['PROFILE']!)).toMatchObject({
    profile: { userId: target, name: 'Bob' },
    birthDate: '1995-06-15',
  })
  expect(KnowsPersonResponse.decode(content['WORDS']!).words).toEqual([written])
  expect(HoldPhotosResponse.decode(content['PHOTOS']!).photos).toMatchObject([
    { mediaId: photoOf(target), ownerId: target },
  ])
  expect([...world.owners.holds]).toContain(rows[0]!.case_id)
  const { messages } = SnapshotConversationResponse.decode(content['CONVERSATION']!)
  expect(messages.map(({ text }) => text)).toEqual(['Hello!', 'send me money', 'now'])
  expect(messages.map(({ senderId }) => senderId === target)).toEqual([false, true, true])
  for (const bytes of Object.values(content)) expect(bytes.toString('latin1')).not.toContain(alice.userId)
})

it('is taken later, once, by whichever instance comes first, when its owner was away', async () => {
  await world.another()
  world.owners.away.add('profile').add('media')
  await alice.api.reportPerson(reportOf(target))
  expect(await kinds()).toEqual([
    ['PROFILE', false],
    ['PHOTOS', false],
  ])
  world.owners.away.clear()
  later()
  await eventually(kinds).toEqual(both)
  const rows = await world.evidenceAbout(target)
  expect(SnapshotProfileResponse.decode(rows[0]!.content!).profile?.name).toBe('Bob')
  expect(HoldPhotosResponse.decode(rows[1]!.content!).photos).toMatchObject([{ mediaId: photoOf(target) }])
  expect(rows.map(({ due_at }) => due_at)).toEqual([null, null])
})

it('says that there is nothing where its owner has nothing any more', async () => {
  world.owners.removeProfile(target)
  await alice.api.reportPerson(reportOf(target))
  const rows = await world.evidenceAbout(target)
  expect(rows.map(({ kind, content, due_at }) => [kind, content?.length, due_at])).toEqual([
    ['PROFILE', undefined, null],
    ['PHOTOS', 0, null],
  ])
})

it('a report is taken while discovery and chat are away, and comes into a case once they say that the two have met', async () => {
  world.owners.away.add('discovery').add('chat')
  const { reportId } = await alice.api.reportPerson(reportOf(target))
  expect(await world.casesAbout(target)).toEqual([])
  expect((await alice.api.listMyReports({ pageSize: 0, pageToken: '' })).reports).toMatchObject([
    { reportId, state: 'RECEIVED' },
  ])
  world.owners.away.clear()
  later()
  await eventually(() => world.casesAbout(target)).toMatchObject([{ severity: 600 }])
  await eventually(kinds).toEqual(both)
})

it('a report that was taken meanwhile goes when the two never met', async () => {
  const stranger = world.person()
  world.owners.away.add('discovery')
  await stranger.api.reportPerson(reportOf(target))
  world.owners.away.clear()
  later()
  const mine = async () => (await stranger.api.listMyReports({ pageSize: 0, pageToken: '' })).reports.length
  await eventually(mine).toBe(0)
  expect(await world.casesAbout(target)).toEqual([])
})

it('a report of a known person is taken into a case at once though chat is away, and the conversation follows', async () => {
  world.owners.talk(alice.userId, target, 'a threat')
  world.owners.away.add('chat')
  await alice.api.reportPerson(reportOf(target))
  expect(await kinds()).toEqual([...both, ['CONVERSATION', false]])
  world.owners.away.clear()
  later()
  await eventually(kinds).toEqual([...both, ['CONVERSATION', true]])
})

it('stays until 30 days after the end of its case, then goes with all but reason and outcome, and the owners of copies are told', async () => {
  await sql`insert into outbox_subscription (subscriber, type) values ('media', ${EvidenceReleased.$type}) on conflict do nothing`.execute(
    world.db,
  )
  await alice.api.reportPerson(reportOf(target, { details: 'He asked for money.' }))
  const [found] = await world.casesAbout(target)
  const closedAt = world.clock.now()
  const release = (aheadMs: number) => {
    const now = new Date(closedAt.getTime() + aheadMs)
    const closedBefore = new Date(now.getTime() - evidenceKeptMs)
    return transact(world.db, (trx) => releaseEvidence(trx, { closedBefore, limit: 10, now }))
  }
  expect(await release(10 * evidenceKeptMs)).toBe(0)
  await world.db
    .updateTable('case_file')
    .set({ state: 'CLOSED', closed_at: closedAt })
    .where('id', '=', found!.id)
    .execute()
  expect(await release(evidenceKeptMs - 1)).toBe(0)
  expect(await kinds()).toEqual(both)
  expect(await release(evidenceKeptMs)).toBe(1)
  expect(await kinds()).toEqual([])
  const reports = await world.db.selectFrom('report').selectAll().where('case_id', '=', found!.id).execute()
  expect(reports).toMatchObject([
    { reason: 'SPAM_OR_SCAM', details: '', conversation_id: null, message_ids: [] },
  ])
  const { rows } = await sql<{
    type: string
    aggregate_id: string
  }>`select type, aggregate_id from outbox_event`.execute(world.db)
  expect(rows).toContainEqual({ type: EvidenceReleased.$type, aggregate_id: found!.id })
  expect(await release(evidenceKeptMs)).toBe(0)
  const forget = (moment: Date) => removeOldReports(world.db, moment, 10)
  const count = async () =>
    (await world.db.selectFrom('report').select('id').where('case_id', '=', found!.id).execute()).length
  await forget(new Date(reports[0]!.created_at.getTime() - 1))
  expect(await count()).toBe(1)
  await forget(reports[0]!.created_at)
  expect(await count()).toBe(0)
})

it('a report whose evidence is still needed is kept, however old', async () => {
  await alice.api.reportPerson(reportOf(target))
  await removeOldReports(world.db, world.clock.now(), 10)
  expect((await alice.api.listMyReports({ pageSize: 0, pageToken: '' })).reports).toHaveLength(1)
})
