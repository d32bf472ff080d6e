import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'

import { match, sees } from './couples.js'
import { asModerator, signInAdmin } from './moderator.js'
import { type Person, phonePhoto, settle, signIn } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

const place = { latitude: 41.64731, longitude: 2.51037 }
const patience = { timeout: 60_000, interval: 200 }
const words = { bio: 'Walks at night.', threat: 'I know where you live.', details: 'He frightens me.' }

let stack: TestStack
let alice: Person
let bob: Person
let moderator: Person
/** The address of a photo that the moderator has looked at. */
let reviewed: string
beforeAll(async () => {
  stack = await createTestStack()
  alice = await settle(stack, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place })
  bob = await settle(stack, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place })
  moderator = await asModerator(stack, await signIn(stack, 'Mia'))
  await bob.client.profile.updateMyProfile({ bio: words.bio })
  await Promise.all([sees(alice, bob), sees(bob, alice)])
}, 120_000)
afterAll(() => stack.stop())

it('shows a moderator the message, the profile and the photos of somebody who has deleted the account since, and answers who reported', async () => {
  const { media_id } = await bob.client.uploadPhoto(await phonePhoto())
  await vi.waitFor(() => bob.client.profile.setMyPhotos({ photo_ids: [media_id] }), patience)
  const conversation_id = await match(alice, bob)
  const threat = { conversation_id, client_message_id: newId(), text: words.threat }
  const { id } = await bob.client.chat.sendMessage(threat)
  await alice.client.safety.reportPerson({
    target_user_id: bob.userId,
    reason: 'HARASSMENT',
    details: words.details,
    context: { kind: 'MESSAGE', conversation_id, message_ids: [id] },
  })
  await bob.client.discovery.unmatch({ match_id: conversation_id })
  await bob.client.profile.deleteMyProfile()

  const { safety } = moderator.client
  const { case: found, lease_id } = await safety.claimNextCase({ kind: 'REPORTS' })
  const case_id = found?.case_id ?? ''
  const whole = () => safety.getCase({ case_id })
  await expect
    .poll(async () => (await whole()).evidence, patience)
    .toMatchObject([
      {
        reporter: 1,
        profile: { name: 'Bob', bio: words.bio },
        photos: [{ media_id }],
        messages: [{ from_subject: true, text: words.threat, reported: true }],
      },
    ])
  const seen = await whole()
  expect(seen.reports).toMatchObject([{ reporter: 1, weight: 1, details: words.details }])
  expect(JSON.stringify(seen)).not.toContain(alice.userId)
  const photo = await fetch(stack.url + seen.evidence[0]?.photos[0]?.urls?.card)
  expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/webp'])

  const decision = { case_id, lease_id, measure: 'BAN', rule: 'HARASSMENT', note: 'A threat.' } as const
  await safety.decideCase(decision)
  const mine = async () => (await alice.client.safety.listMyReports()).reports
  await expect.poll(mine, patience).toMatchObject([{ state: 'ANSWERED', outcome: 'ACTION_TAKEN' }])
  expect(JSON.stringify(await mine())).not.toContain(bob.userId)
}, 180_000)

it('finds people by the beginning of their name, whatever the case, or by their id, and shows their card', async () => {
  const { safety } = moderator.client
  for (const query of ['ali', 'Alice', alice.userId])
    expect((await safety.findPeople({ query })).people).toMatchObject([
      { user_id: alice.userId, name: 'Alice', standing: 'GOOD' },
    ])
  expect((await safety.findPeople({ query: '%' })).people).toEqual([])
  // A moderator without a profile, and Bob, who has left.
  for (const [query, standing] of [
    [moderator.userId, 'GOOD'],
    [bob.userId, 'BANNED'],
  ] as const)
    expect((await safety.findPeople({ query })).people).toEqual([
      { user_id: query, name: '', age: 0, city: '', standing },
    ])
  expect((await safety.findPeople({ query: newId() })).people).toEqual([])
  const card = await safety.getPersonCard({ user_id: alice.userId })
  expect(card).toMatchObject({
    person: { user_id: alice.userId, name: 'Alice' },
    sessions: 1,
    reports_made: 1,
    reports_received: 0,
    reporter_weight: 1,
    verified: false,
    decisions: [],
  })
  expect(Date.parse(card.signed_up_at ?? '')).toBeGreaterThan(Date.now() - 600_000)
})

it('counts what happens, and the work of moderators', async () => {
  const numbers = await moderator.client.safety.getNumbers()
  expect(numbers).toMatchObject({
    messages: { last_day: 0, last_month: 0 },
    reports: { last_day: 1 },
    decisions: { last_day: 1 },
  })
  // Bob is gone with what he wrote; there are Alice, Mia and the admin.
  expect(numbers.sign_ups).toEqual({ last_day: 3, last_month: 3 })
  expect(numbers.active).toEqual({ last_day: 3, last_month: 3 })
  expect(numbers.queue.map(({ kind }) => kind)).toEqual(['REPORTS', 'PHOTO', 'VERIFICATION', 'APPEAL'])
})

it('holds a photo of which nobody is sure until a moderator has seen it', async () => {
  stack.looks.score = 0.5
  const { media_id } = await alice.client.uploadPhoto(await phonePhoto())
  stack.looks.score = 0.01
  const { safety } = moderator.client
  const claimed = await vi.waitFor(() => safety.claimNextCase({ kind: 'PHOTO' }), patience)
  const case_id = claimed.case?.case_id ?? ''
  const whole = await safety.getCase({ case_id })
  expect(whole.photo).toMatchObject({ photo: { media_id }, reason: 'UNSURE', score: 0.5 })
  reviewed = stack.url + whole.photo?.photo?.urls?.card
  expect((await fetch(reviewed)).status).toBe(200)
  await safety.decideCase({ case_id, lease_id: claimed.lease_id, measure: 'APPROVE_PHOTO' })
  const state = async () => (await alice.client.media.listMyMedia()).media.map(({ status }) => status)
  await expect.poll(state, patience).toEqual(['APPROVED'])
}, 180_000)

it('keeps a whole record of it all for the admin', async () => {
  const { client } = await signInAdmin(stack)
  expect(await client.safety.verifyAudit()).toMatchObject({ intact: true })
  const actionsAbout = async ({ userId }: Person): Promise<Set<string>> => {
    const { records } = await client.safety.listAudit({ subject_id: userId, page_size: 100 })
    return new Set(records.map(({ action }) => action))
  }
  expect(await actionsAbout(moderator)).toEqual(new Set(['role.granted']))
  expect(await actionsAbout(bob)).toEqual(new Set(['case.seen', 'case.decided']))
  expect(await actionsAbout(alice)).toEqual(new Set(['person.seen', 'case.seen', 'case.decided']))
})

it('shows the photos of a review, and of a profile that staff alone may see, no more once the role is taken', async () => {
  const [photo] = (await alice.client.media.listMyMedia()).media
  await vi.waitFor(() => alice.client.profile.setMyPhotos({ photo_ids: [photo!.media_id] }), patience)
  const profile = await moderator.client.profile.getProfile({ user_id: alice.userId })
  const shown = [reviewed, stack.url + profile.photos[0]?.urls?.card]
  const answers = async () => Promise.all(shown.map(async (url) => (await fetch(url)).status))
  expect(await answers()).toEqual([200, 200])
  const { client } = await signInAdmin(stack)
  await client.auth.revokeRole({ user_id: moderator.userId, role: 'MODERATOR' })
  expect(await answers()).toEqual([404, 404])
})
