import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { CaseDeskServiceService } from '@kindred/contracts/safety'
import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'

import {
  addCase,
  addReport,
  botSecret,
  claimAndDecide,
  codeOf,
  openStaffWorld,
  type StaffWorld,
} from './staff-world.js'

let world: StaffWorld
let desk: ReturnType<typeof createClient<typeof CaseDeskServiceService>>
beforeAll(async () => {
  world = await openStaffWorld()
  desk = createClient(CaseDeskServiceService, world.transport)
})
afterAll(() => world.stop())
beforeEach(async () => {
  await world.db.deleteFrom('case_post').execute()
  await world.db.deleteFrom('decision').execute()
  await world.db.deleteFrom('report').execute()
  await world.db.deleteFrom('case_file').execute()
})

const bot = { token: botSecret, deadlineMs: 20_000 }
const claim = async (max = 0, chatKey = '') => (await desk.claimCasePosts({ max, chatKey }, bot)).posts
const finish = (caseId: string, version: number, telegramMessageId?: number, chatKey = '') =>
  desk.finishCasePost({ caseId, version, outcome: 'SENT', telegramMessageId, chatKey }, bot)

/** Posts everything that is new, as a bot does; answers what was posted. */
async function post(messageId = 7) {
  const posts = await claim()
  for (const { caseId, version } of posts) await finish(caseId, version, messageId)
  return posts
}

it('cases come to the chat once, the worst first, with nothing of whom they are about', async () => {
  const targetId = newId()
  const [mild, bad] = [await addCase(world.db), await addCase(world.db, { severity: 500, userId: targetId })]
  for (const reason of ['HATE', 'HATE', 'HARASSMENT'] as const)
    await addReport(world.db, bad, { targetId, reason })
  const posts = await claim()
  expect(posts.map(({ caseId }) => caseId)).toEqual([bad, mild])
  expect(posts[0]).toMatchObject({ kind: 'REPORTS', state: 'OPEN', reporters: 3 })
  expect(posts[0]!.reasons).toEqual(['HARASSMENT', 'HATE'])
  expect(JSON.stringify(posts)).not.toContain(targetId)
  expect(await claim()).toEqual([])
})

it('bots that ask at once post each case once', async () => {
  // So many that a look takes long enough for another to end meanwhile.
  await sql`
    insert into case_file (id, kind, user_id, severity, opened_at)
    select gen_random_uuid(), 'REPORTS', gen_random_uuid(), 0, now() from generate_series(1, 3000)`.execute(
    world.db,
  )
  const given: string[] = []
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all(Array.from({ length: 4 }, () => claim(10)))
    given.push(...answers.flat().map(({ caseId }) => caseId))
  }
  expect(given.length).toBeGreaterThanOrEqual(100)
  expect(new Set(given).size).toBe(given.length)
  // Nothing is marked as given out that nobody got.
  const marked = await world.db.selectFrom('case_post').select('case_id').execute()
  expect(marked.map((row) => row.case_id).sort()).toEqual(given.sort())
})

it('the message of a case is edited when it is claimed and decided, and is left alone afterwards', async () => {
  const caseId = await addCase(world.db)
  await post(41)
  const moderator = world.moderator()
  await moderator.staff.claimCase({ caseId })
  expect(await post(41)).toMatchObject([{ caseId, state: 'CLAIMED', telegramMessageId: 41 }])
  expect(await claim()).toEqual([])
  await claimAndDecide(moderator, caseId, { measure: 'DISMISS' })
  expect(await post(41)).toMatchObject([{ caseId, state: 'CLOSED', telegramMessageId: 41 }])
  expect(await claim()).toEqual([])
  await moderator.staff.undoDecision({ caseId })
  expect(await post(41)).toMatchObject([{ caseId, state: 'CLAIMED', telegramMessageId: 41 }])
})

it('a message of another chat is not taken for one of this chat', async () => {
  const caseId = await addCase(world.db)
  const [given] = await claim(0, 'old chat')
  await finish(caseId, given!.version, 41, 'old chat')
  const moderator = world.moderator()
  await moderator.staff.claimCase({ caseId })
  const [changed] = await claim(0, 'new chat')
  expect(changed).toMatchObject({ caseId, state: 'CLAIMED' })
  expect(changed!.telegramMessageId).toBeUndefined()
  await finish(caseId, changed!.version, 3, 'new chat')
  await claimAndDecide(moderator, caseId, { measure: 'DISMISS' })
  expect(await claim(0, 'new chat')).toMatchObject([{ caseId, state: 'CLOSED', telegramMessageId: 3 }])
})

it('a change that comes while a post is under way is posted afterwards', async () => {
  const caseId = await addCase(world.db)
  const [given] = await claim()
  await world.moderator().staff.claimCase({ caseId })
  await finish(caseId, given!.version, 5)
  expect(await claim()).toMatchObject([{ caseId, state: 'CLAIMED', telegramMessageId: 5 }])
})

it('a post that was given out and not finished comes again after its time, and one that has to wait later', async () => {
  const caseId = await addCase(world.db)
  const [given] = await claim()
  const expire = () =>
    world.db
      .updateTable('case_post')
      .set({ not_before: new Date(0) })
      .execute()
  await expire()
  expect(await claim()).toMatchObject([{ caseId }])
  await desk.finishCasePost({ caseId, version: given!.version, outcome: 'RETRY', chatKey: '' }, bot)
  expect(await claim()).toEqual([])
  await expire()
  expect(await claim()).toMatchObject([{ caseId }])
  await desk.finishCasePost({ caseId, version: given!.version, outcome: 'FAILED', chatKey: '' }, bot)
  await expire()
  expect(await claim()).toEqual([])
})

it('a case that the chat does not take waits longer each time, five minutes at most, and a moment once it was taken', async () => {
  const caseId = await addCase(world.db)
  const [given] = await claim()
  const waitAfterRetry = async (): Promise<number> => {
    await desk.finishCasePost({ caseId, version: given!.version, outcome: 'RETRY', chatKey: '' }, bot)
    const { rows } = await sql<{ seconds: number }>`
      select round(extract(epoch from not_before - clock_timestamp()))::int as seconds from case_post`.execute(
      world.db,
    )
    return rows[0]!.seconds
  }
  const waits = []
  for (let times = 0; times < 15; times += 1) waits.push(await waitAfterRetry())
  // A busy machine takes a while between the two statements.
  expect(waits[0]).toBeLessThanOrEqual(5)
  expect(waits[3]).toBeGreaterThan(20)
  expect(waits.at(-1)).toBeGreaterThan(240)
  expect(waits.at(-1)).toBeLessThanOrEqual(300)
  await finish(caseId, given!.version, 7)
  expect(await waitAfterRetry()).toBeLessThanOrEqual(5)
})

it('a case that was closed before anybody was told of it is never posted', async () => {
  const caseId = await addCase(world.db)
  await claimAndDecide(world.moderator(), caseId, { measure: 'DISMISS' })
  expect(await claim()).toEqual([])
})

it('only the bot asks for posts, and an unknown case is refused', async () => {
  const token = await world.authority.issue(newId(), { roles: ['admin'] })
  expect(await codeOf(desk.claimCasePosts({ max: 0, chatKey: '' }, { token }))).toBe('FORBIDDEN')
  expect(await codeOf(finish(newId(), 1))).toBe('CASE_NOT_FOUND')
})
